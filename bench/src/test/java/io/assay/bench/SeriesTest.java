package io.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeriesTest {
  @Test
  void aPercentileIsTheSmallestThatSoManyDoNotExceed() {
    Series series = new Series();
    for (long value = 200; value > 0; value--) {
      series.add(value);
    }

    assertThat(series.median()).isEqualTo(100);
    assertThat(series.percentile(99)).isEqualTo(198);
    assertThat(series.percentile(0)).isEqualTo(1);
    assertThat(series.sum()).isEqualTo(20_100);
  }

  @Test
  void nothingMeasuredHasNone() {
    assertThatThrownBy(new Series()::median).hasMessageContaining("nothing was measured");
  }
}
