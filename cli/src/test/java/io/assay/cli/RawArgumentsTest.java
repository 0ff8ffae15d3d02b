package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawArgumentsTest {
  @Test
  void theLastWordsOfTheCommandLineAreOurs() {
    byte[] line = "java\0-cp\0x\0io.assay.cli.Main\0run\0ü.py\0\0".getBytes(StandardCharsets.UTF_8);
    assertThat(RawArguments.last(line, List.of("run", "??.py", "")))
        .containsExactly("run", "ü.py", "");
  }

  @Test
  void aLineThatIsTooShortIsNotBelieved() {
    assertThat(RawArguments.last(new byte[0], List.of("run", "a"))).containsExactly("run", "a");
  }
}
