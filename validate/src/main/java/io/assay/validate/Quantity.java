package io.assay.validate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/// Sizes and times as people read them.
public final class Quantity {
  private Quantity() {}

  /// `256 MiB`, `1.5 GiB`, `1000 bytes`.
  public static String of(long bytes) {
    List<String> units = List.of("bytes", "KiB", "MiB", "GiB", "TiB");
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < units.size() - 1) {
      value /= 1024;
      unit++;
    }
    return number(value) + " " + units.get(unit);
  }

  /// `5 s`, `1 min 30 s`, `500 ms`.
  public static String of(Duration time) {
    if (time.compareTo(Duration.ofSeconds(1)) < 0) {
      return number(time.toNanos() / 1e6) + " ms";
    }
    StringBuilder text = new StringBuilder();
    part(text, time.toDays(), "d");
    part(text, time.toHoursPart(), "h");
    part(text, time.toMinutesPart(), "min");
    double seconds = time.toSecondsPart() + time.toNanosPart() / 1e9;
    if (seconds > 0 || text.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(number(seconds)).append(" s");
    }
    return text.toString();
  }

  private static void part(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
    }
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(value < 10 ? 2 : 1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
