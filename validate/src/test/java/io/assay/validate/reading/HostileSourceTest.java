package io.assay.validate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Program;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files of a megabyte that take long to be read by what looks at each place anew.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileSourceTest {
  private static final int SIZE = 1_000_000;

  static Stream<String> texts() {
    String names =
        IntStream.range(0, SIZE / 10)
            .mapToObj(number -> "a" + number + "::b;")
            .collect(Collectors.joining("\n"));
    return Stream.concat(
        Stream.of(names, names.replace("::b", ".b").replace("a", "import a")),
        Stream.of(
                "\n",
                " ",
                ";",
                "package ",
                "import a",
                "import a.",
                "a.",
                "a::",
                "/*",
                "'",
                "\"",
                "r#")
            .map(piece -> piece.repeat(SIZE / piece.length())));
  }

  @Tag("slow")
  @ParameterizedTest(name = "{index}")
  @MethodSource("texts")
  void isReadInTime(String text) {
    assertThat(new JavaImports(Program.of("A.java", text), Map.of("A.java", text)).imports())
        .hasSizeLessThan(SIZE);
    assertThat(GoImports.specs("a.go", "package a\n" + text)).hasSizeLessThan(SIZE);
    Map<String, String> files = Map.of("a.rs", text, "Cargo.toml", text);
    assertThat(new RustImports(Program.of("a.rs", text), files).imports()).hasSizeLessThan(SIZE);
  }

  /// Those of one line, too.
  @ParameterizedTest(name = "{index}")
  @MethodSource("texts")
  void eachPlaceIsKnown(String text) {
    Source source = Source.of(text, true);
    int last = text.length() - 1;
    Source.Place place = source.place(last);

    assertThat(List.of(place.line(), place.column()))
        .isEqualTo(
            List.of(
                1 + (int) text.substring(0, last).chars().filter(c -> c == '\n').count(),
                last - text.lastIndexOf('\n', last - 1)));
    assertThat(source.line(place.line())).endsWith(source.text().substring(last));
  }
}
