package io.assay.validate.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validate.honesty.Outline.Place;
import io.assay.validate.reading.Spelling;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutlineTest {
  /// A source file of JavaScript of any size.
  record Shape(String name, IntFunction<String> text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Shape> shapes() {
    return Stream.of(
        new Shape(
            "a chain of calls to a check",
            n ->
                each(n, "function f%1$d() { f%2$d() }\n")
                    + "function f"
                    + n
                    + "() { assert(x) }\n"),
        new Shape(
            "a chain of calls to a failure",
            n ->
                each(n, "function f%1$d() { f%2$d() }\n")
                    + "function f"
                    + n
                    + "() { if (x) { throw x } }\n"),
        new Shape("a list of objects", n -> "x = [" + each(n, "{ a: %d },\n") + "]\n"),
        new Shape("a sum of objects", n -> "x = 1" + each(n, " + { a: %d }") + "\n"),
        new Shape("a sum of calls", n -> "x = 1" + each(n, " + f(%d)") + "\n"),
        new Shape(
            "functions within arguments",
            n -> each(n, "f(function g%d() { ") + "throw x" + " })".repeat(n) + "\n"),
        new Shape(
            "choices within choices",
            n -> "function f() { " + each(n, "if (x) { throw a%d; ") + "} ".repeat(n) + "}\n"),
        new Shape("brackets that are not closed", n -> each(n, "f({ a%d ( ] ")));
  }

  private static String each(int count, String format) {
    return IntStream.range(0, count)
        .mapToObj(i -> format.formatted(i, i + 1))
        .collect(Collectors.joining());
  }

  /// Sixteen times the text may take some more than sixteen times as long, and nothing like 256
  /// times.
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("shapes")
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aLongFileTakesAsMuchLongerAsItIs(Shape shape) {
    String small = shape.text().apply(2_500);
    String large = shape.text().apply(40_000);
    time(small);

    Duration once = Stream.generate(() -> time(small)).limit(3).min(Duration::compareTo).get();
    Duration more = time(large);

    assertThat(more).isLessThan(once.plusMillis(10).multipliedBy(80));
  }

  private static Duration time(String source) {
    long start = System.nanoTime();
    new Outline(Spelling.JAVASCRIPT, source).at(1, 1, "", false);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void aFunctionChecksByWhatItCallsHoweverFarAwayThatIs() {
    String source =
        """
        function start() {
          run()
          first()
        }
        function first() { second() }
        function second() { later(() => { third() }) }
        function third() { const own = () => { other() }; assert(x) }
        function fine() { const own = () => { assert(x) } }
        function other() { x || fail() }
        function fail() { if (x) { throw x } }
        function run() { fine() }
        function last() {
          run()
          fine()
        }
        function end() {
          run()
          other()
        }
        """;

    assertThat(place(source, 2)).extracting(Place::check, Place::failure).containsExactly(3, 0);
    assertThat(place(source, 13)).extracting(Place::check, Place::failure).containsExactly(0, 0);
    assertThat(place(source, 17)).extracting(Place::check, Place::failure).containsExactly(0, 18);
  }

  private static @Nullable Place place(String source, int line) {
    return new Outline(Spelling.JAVASCRIPT, source).at(line, 3, "", true);
  }
}
