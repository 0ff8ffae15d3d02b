package io.assay.validate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemarksTest {
  private static List<Line> lines(String code) {
    List<Line> lines = new ArrayList<>();
    for (String text : code.split("↵", -1)) {
      lines.add(new Line(text, lines.size() + 1, 0));
    }
    return lines;
  }

  private static Optional<Integer> wrong(Language language, String code, String... printed) {
    return Remarks.wrong(language, lines(code), List.of(printed)).map(it -> it.line().number());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          python     | print(f(2))  # => 4                     | 5
          python     | print("# => 1")  # prints 2             | 3
          javascript | console.log(x) // => 4                  | 5
          javascript | console.log(x); // => [1, 2]            | [ 1, 3 ]
          typescript | console.log(x); // => "a"               | b
          rust       | println!("{}", x); // => true           | false
          go         | fmt.Println(x) // => 4                  | five
          java       | System.out.println(x); // -> 4          | 5
          cpp        | std::cout << x << std::endl; // => 4    | 5
          python     | print(x)  # => {'a': 1}                 | {'a': 2}
          """)
  void aValueThatIsNotPrintedIsWrong(String language, String code, String printed) {
    assertThat(wrong(Language.named(language), code, printed)).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          python     | print(f(2))  # => 4                         | 4
          python     | print(x)  # => 0.33                         | 0.3333333
          python     | print(x)  # => the sum of both              | 4
          python     | print(x)  # => 5 (or so)                    | 4
          python     | print(x)  # => [the users]                  | ['a']
          python     | print(x)  # => [1, 2, ...]                  | [1, 2, 3]
          python     | print(x)  # => {'b', 'a'}                   | {'a', 'b'}
          python     | print(x)  # the answer                      | 4
          python     | print(x)  # => 4                            | the answer is 4
          python     | print(random.random())  # => 0.3            | 0.7
          python     | for x in y: print(x)  # => 3                | 4
          javascript | console.log(x) // => [1,'a']                | [ 1, "a" ]
          javascript | xs.forEach((x) => console.log(x)) // => 3   | 4
          javascript | console.log(x) // => Hello there            | Hello, there
          """)
  void whatIsRightOrNotClearIsLeftAlone(String language, String code, String printed) {
    assertThat(wrong(Language.named(language), code, printed)).isEmpty();
  }

  @Test
  void onlyStatementsOfOneBlockThatPrintALineEachAreCompared() {
    String straight = "print(1)↵x = 3↵print(x)  # => 2";
    String later = "def f():↵    print(1)  # => 1↵print(2)  # => 2↵f()";
    String otherBlock =
        "func f() {↵  fmt.Println(1) // => 1↵}↵func main() {↵  fmt.Println(2) // => 2↵}";

    assertThat(wrong(Language.PYTHON, straight, "1", "3")).hasValue(3);
    assertThat(wrong(Language.PYTHON, straight, "1")).isEmpty();
    assertThat(wrong(Language.PYTHON, straight, "1", "3", "4")).isEmpty();
    assertThat(wrong(Language.PYTHON, later, "2", "1")).isEmpty();
    assertThat(wrong(Language.GO, otherBlock, "2", "1")).isEmpty();
  }

  @Test
  void whatAnExampleOfGoSaysAtItsEndIsComparedAsGoDoes() {
    List<Line> code =
        lines("func ExampleF() {↵  // Output: no↵  F()↵  // Output:↵  // one↵  //   two↵}");
    List<Line> unordered = lines("F()↵// Unordered output: b↵// a");

    assertThat(GoOutput.in(code).orElseThrow().difference(List.of("one", "two"))).isEmpty();
    assertThat(GoOutput.in(code).orElseThrow().difference(List.of("one", "2")))
        .hasValueSatisfying(it -> assertThat(it.index()).isOne());
    assertThat(GoOutput.in(unordered).orElseThrow().difference(List.of("a", "b"))).isEmpty();
    assertThat(GoOutput.in(lines("// Output: x↵F()"))).isEmpty();
  }
}
