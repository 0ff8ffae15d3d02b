package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatusLineTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aTerminalIsShownHowFarItIsAndNothingOfThatIsLeft() throws Exception {
    try (StatusLine line = new StatusLine(console(true), () -> "half done")) {
      awaitDrawn("half done");
      line.say("a word");
    }

    assertThat(drawn())
        .contains("\r\u001b[K\u001b[1;31massay:\u001b[0m a word\n")
        .endsWith("\u001b[K");
  }

  @Test
  void whatIsNoTerminalIsShownWordsOnly() throws Exception {
    try (StatusLine line = new StatusLine(console(false), () -> "half done")) {
      line.say("a word");
    }

    assertThat(drawn()).isEqualTo("assay: a word\n");
  }

  @Test
  void aBatchDrawsIts() throws Exception {
    Tally tally = new Tally(console(true), OptionalLong.of(4));
    tally.count(Tally.Kind.PASSED);

    awaitDrawn("1 of 4");
    tally.finish();
  }

  private void awaitDrawn(String part) throws InterruptedException {
    while (!drawn().contains(part)) {
      Thread.sleep(10);
    }
  }

  private String drawn() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Console console(boolean colours) {
    return new Console(
        InputStream.nullInputStream(),
        OutputStream.nullOutputStream(),
        err,
        false,
        colours,
        Path.of("/"),
        Map.of(),
        _ -> Assay.start());
  }
}
