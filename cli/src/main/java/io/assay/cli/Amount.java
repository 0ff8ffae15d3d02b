package io.assay.cli;

import io.assay.SandboxException;
import io.assay.validate.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Sizes and times as people write and read them.
final class Amount {
  private static final Map<String, Long> UNITS_OF_SIZE =
      Map.of("", 1L, "b", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);
  private static final Map<String, Long> UNITS_OF_TIME =
      Map.of(
          "ns",
          1L,
          "us",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "m",
          60_000_000_000L,
          "h",
          3_600_000_000_000L,
          "d",
          86_400_000_000_000L);

  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?) ?(b|[kmgt]?(?:i?b)?)");
  private static final Pattern TIMES =
      Pattern.compile("(?:\\d{1,18}(?:\\.\\d{1,9})? ?[a-z]{1,2} ?)+");
  private static final Pattern TIME = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?) ?([a-z]{1,2})");
  private static final Pattern BARE = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

  private Amount() {}

  /// `256M`, `1.5G`, `64KiB`, `1000`: bytes. Units are powers of 1024.
  static final class Size implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      Matcher matcher = SIZE.matcher(value.strip().toLowerCase(Locale.ROOT));
      if (matcher.matches()) {
        String unit = matcher.group(2);
        long factor = UNITS_OF_SIZE.getOrDefault(unit.isEmpty() ? "" : unit.substring(0, 1), 1L);
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
          return bytes.setScale(0, RoundingMode.CEILING).longValueExact();
        }
      }
      throw expected(
          value, "a size: a number and K, M, G or T (powers of 1024), such as 256M, 1.5G or 64KiB");
    }
  }

  /// `5s`, `1m30s`, `500ms`, `2` (seconds).
  static final class Time implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      String text = value.strip().toLowerCase(Locale.ROOT);
      BigDecimal nanos = BigDecimal.ZERO;
      boolean valid = true;
      if (BARE.matcher(text).matches()) {
        nanos = new BigDecimal(text).movePointRight(9);
      } else if (TIMES.matcher(text).matches()) {
        Matcher matcher = TIME.matcher(text);
        while (matcher.find()) {
          Long unit = UNITS_OF_TIME.get(matcher.group(2));
          valid &= unit != null;
          nanos =
              nanos.add(
                  new BigDecimal(matcher.group(1))
                      .multiply(BigDecimal.valueOf(unit == null ? 0 : unit)));
        }
      } else {
        valid = false;
      }
      if (valid && nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
        return Duration.ofNanos(nanos.longValue());
      }
      throw expected(value, "a time: numbers with ms, s, m, h or d, such as 5s, 1m30s or 500ms");
    }
  }

  /// `256`: a whole number.
  static final class Count implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      try {
        return Long.parseLong(value.strip());
      } catch (NumberFormatException e) {
        throw expected(value, "a whole number, such as 64");
      }
    }
  }

  /// The same, of the usual size.
  static final class Whole implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      try {
        return Integer.parseInt(value.strip());
      } catch (NumberFormatException e) {
        throw expected(value, "a whole number, such as 4");
      }
    }
  }

  /// `0.5`: a share of processors.
  static final class Share implements ITypeConverter<Double> {
    @Override
    public Double convert(String value) {
      if (BARE.matcher(value.strip()).matches()) {
        return Double.valueOf(value.strip());
      }
      throw expected(value, "a number of processors, such as 1 or 0.5");
    }
  }

  /// What is wrong with a limit, in the words of whoever set it.
  ///
  /// @param name what it is called there
  /// @param typed how it was written
  static SandboxException asTyped(SandboxException wrong, String name, String typed) {
    return SandboxException.caller(
        Main.message(wrong)
            .replaceFirst(
                "^limit .*; expected",
                Matcher.quoteReplacement(
                    "%s '%s' is out of bounds; expected".formatted(name, typed))));
  }

  private static TypeConversionException expected(String value, String form) {
    return new TypeConversionException("'" + value + "' is not " + form);
  }

  /// `256 MiB`, `1.5 GiB`, `1000 bytes`.
  static String text(long bytes) {
    return Quantity.of(bytes);
  }

  /// `5 s`, `1 min 30 s`, `500 ms`.
  static String text(Duration time) {
    return Quantity.of(time);
  }
}
