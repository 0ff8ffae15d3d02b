package io.assay.acceptance.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `acceptance/soak` does for two hours, for some seconds: it shows what leaks with every run.
@Tag("slow")
class SoakTest {
  @Test
  void nothingGrows(@TempDir Path folder) throws Exception {
    // As many sandboxes may be ready as there are kinds of them, for each of the two engines.
    Soak.Pace pace = new Soak.Pace(Duration.ofSeconds(20), 10, Duration.ZERO, 5, 40);
    long seed = System.nanoTime();

    Soak.Result result = Soak.run(folder, pace, seed, System.err);

    assertThat(result.failures()).as("seed %d", seed).isEmpty();
    assertThat(result.growth().found())
        .as("seed %d, %d runs:\n%s", seed, result.runs(), result.growth().table())
        .isEmpty();
    assertThat(result.runs()).isGreaterThan(20);
  }
}
