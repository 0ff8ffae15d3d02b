package io.assay.acceptance.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.acceptance.soak.Held.Amount;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private static Growth looks(IntToLongFunction files, long ready) {
    List<Held> looks =
        IntStream.range(0, 20)
            .mapToObj(at -> new Held(Map.of(Amount.ENGINE_CELL_FILES, files.applyAsLong(at))))
            .toList();
    return new Growth(looks, ready);
  }

  @Test
  void whatGetsWarmOrSwingsDoesNotGrow() {
    assertThat(looks(at -> 10, 0).found()).isEmpty();
    assertThat(looks(at -> Math.min(at, 4) * 100L, 0).found()).isEmpty();
    assertThat(looks(at -> at % 5 == 0 ? 900 : 10, 0).found()).isEmpty();
  }

  @Test
  void whatLeaksNowAndThenGrows() {
    Growth growth = looks(at -> 10 + at / 3, 0);

    assertThat(growth.found()).containsExactly(Amount.ENGINE_CELL_FILES);
    assertThat(growth.table()).contains("open files | 12 | 15 | 16 | 14 | GREW |");
  }

  @Test
  void sandboxesThatAreReadyAreNoGrowth() {
    assertThat(looks(at -> 10 + at, 2).found()).isEmpty();
    assertThat(looks(at -> 10 + 3L * at, 2).found()).isNotEmpty();
  }

  @Test
  void aFewLooksDecideNothing() {
    assertThatThrownBy(() -> new Growth(List.of(), 0))
        .hasMessage("8 looks are the least, and there are 0");
  }
}
