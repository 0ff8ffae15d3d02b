package io.assay.acceptance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Bytes;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program as it is started where something about the start is wrong.
@Tag("quick")
class LauncherTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenToAClosedStdoutIsMissed() throws Exception {
    Files.writeString(folder.resolve("main.py"), "print(1)");

    for (String words : List.of("run main.py", "validate main.py --gates syntax", "--help")) {
      Ended ended = shell("exec \"$ASSAY\" " + words + " >&-");

      assertThat(ended.stderr()).isEqualTo("assay: cannot write to stdout: Bad file descriptor\n");
      assertThat(ended.status()).isEqualTo(123);
    }
  }

  @Test
  void aClosedStdinIsAnEmptyOne() throws Exception {
    Files.writeString(folder.resolve("main.py"), "import sys; print(repr(sys.stdin.read()))");

    Ended ended = shell("exec \"$ASSAY\" run main.py <&-");

    assertThat(ended.stdout().text()).isEqualTo("''\n");
    assertThat(ended.status()).isZero();
  }

  /// Has a shell do what `script` says, where `$ASSAY` is the program.
  private Ended shell(String script) {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(folder.toFile());
    builder.environment().putAll(Product.environment());
    builder.environment().put("ASSAY", Product.program().toString());
    return Product.finish(builder, Bytes.of(""));
  }
}
