package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Assay;
import io.assay.Limits;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {
  /// Readying a compiler is told, and who is told of it fails: so does the second case. What the
  /// others print is more than waits for it.
  @Tag("slow")
  @Test
  @Timeout(120)
  void aWorkerThatDiesLetsTheOthersGo(@TempDir Path state) {
    String java = "{\"id\": \"dies\", \"language\": \"java\", \"code\": \"class A {}\"}";
    String python = "{\"id\": %d, \"language\": \"python\", \"code\": \"print('y' * 900000)\"}";
    List<String> cases =
        new ArrayList<>(IntStream.range(0, 40).mapToObj(python::formatted).toList());
    cases.add(1, java);
    AssertionError fault = new AssertionError("a fault");

    try (Assay assay =
        Assay.start(
            state,
            _ -> {
              throw fault;
            })) {
      Batch batch =
          new Batch(
              assay,
              new Lines(
                  new ByteArrayInputStream(
                      String.join("\n", cases).getBytes(StandardCharsets.UTF_8)),
                  Batch.LONGEST),
              Limits.DEFAULT,
              Set.of(),
              new Results(OutputStream.nullOutputStream(), true),
              new Tally(console(), OptionalLong.empty()));

      assertThatThrownBy(() -> batch.run(8)).hasRootCause(fault);
    }
  }

  private static Console console() {
    return new Console(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream(),
        false,
        false,
        Path.of("/"),
        Map.of(),
        _ -> Assay.start());
  }
}
