package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AmountTest {
  @ParameterizedTest
  @CsvSource({
    "256M, 268435456",
    "256m, 268435456",
    "256MiB, 268435456",
    "256MB, 268435456",
    "1G, 1073741824",
    "1.5G, 1610612736",
    "64KiB, 65536",
    "64 k, 65536",
    "1T, 1099511627776",
    "1000, 1000",
    "7b, 7",
    "0, 0",
    "999999999999999999, 999999999999999999"
  })
  void aSizeIsReadAsPeopleWriteIt(String text, long bytes) {
    assertThat(new Amount.Size().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "M",
        "12Q",
        "-1",
        "1e9",
        "0x10",
        "256 M B",
        "9223372036854775808",
        "99999999T",
        "NaN"
      })
  void whatIsNoSizeIsRefusedWithTheFormAndAnExample(String text) {
    assertThatThrownBy(() -> new Amount.Size().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("such as 256M");
  }

  @ParameterizedTest
  @CsvSource({
    "5s, 5000",
    "500ms, 500",
    "1m30s, 90000",
    "1m 30s, 90000",
    "1.5s, 1500",
    "2, 2000",
    "0.25, 250",
    "1h, 3600000",
    "1d, 86400000"
  })
  void aTimeIsReadAsPeopleWriteIt(String text, long milliseconds) {
    assertThat(new Amount.Time().convert(text)).isEqualTo(Duration.ofMillis(milliseconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s", "3x", "5 parsecs", "-1s", "1e3", "5s5", "infinity", "999999999999d"})
  void whatIsNoTimeIsRefusedWithTheFormAndAnExample(String text) {
    assertThatThrownBy(() -> new Amount.Time().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("such as 5s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two", "1.5", "0x1", "99999999999999999999"})
  void whatIsNoWholeNumberIsRefused(String text) {
    assertThatThrownBy(() -> new Amount.Count().convert(text)).hasMessageContaining("whole number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "NaN", "Infinity", "1e3"})
  void whatIsNoNumberOfProcessorsIsRefused(String text) {
    assertThatThrownBy(() -> new Amount.Share().convert(text)).hasMessageContaining("processors");
  }

  @Test
  void amountsAreWrittenAsPeopleReadThem() {
    assertThat(Amount.text(256L << 20)).isEqualTo("256 MiB");
    assertThat(Amount.text(1610612736)).isEqualTo("1.5 GiB");
    assertThat(Amount.text(1000)).isEqualTo("1000 bytes");
    assertThat(Amount.text(Duration.ofSeconds(90))).isEqualTo("1 min 30 s");
    assertThat(Amount.text(Duration.ofMillis(500))).isEqualTo("500 ms");
    assertThat(Amount.text(Duration.ofHours(1))).isEqualTo("1 h");
    assertThat(Amount.text(Duration.ofMillis(1500))).isEqualTo("1.5 s");
  }
}
