package io.assay.validate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Bytes;
import io.assay.Program;
import io.assay.language.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ReaderTest {
  @Test
  void sourcesAreKnownByTheirEndings() {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    for (String file : List.of("main", "A.GO", "b.go", "go", "c.go/go", "node_modules/d.go")) {
      files.put(file, new Program.Content.Text(Bytes.of("")));
    }
    Program program = new Program(files, "main", List.of(), Map.of());

    assertThat(Reader.sources(Reader.of(Language.GO), program))
        .containsExactly("main", "A.GO", "b.go");
  }
}
