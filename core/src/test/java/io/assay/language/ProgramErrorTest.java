package io.assay.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.assay.language.Language.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What real tools wrote about real programs, read. The files under `errors` are what was on
/// stderr.
class ProgramErrorTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "assertion | AssertionError | '' | main.py:1",
        "chained | KeyError | 'no number\\nin it' | main.py:5",
        "fatal | Fatal Python error | Segmentation fault | main.py:5",
        "finaliser | IndexError | pop from empty list | main.py:6",
        "group | ExceptionGroup | two went wrong (2 sub-exceptions) | main.py:2",
        "imported-syntax | SyntaxError | invalid syntax | other.py:1",
        "library | json.decoder.JSONDecodeError | Expecting property name enclosed in double quotes: line 1 column 2 (char 1) | main.py:4",
        "missing-module | ModuleNotFoundError | No module named 'nowhere_to_be_found' | main.py:1",
        "recursion | RecursionError | maximum recursion depth exceeded | main.py:2",
        "syntax | SyntaxError | expected ':' | main.py:2",
        "tabs | TabError | inconsistent use of tabs and spaces in indentation | main.py:3",
        "thread-and-main | RuntimeError | the main one | main.py:9",
      },
      quoteCharacter = '~')
  void pythonsReportIsRead(String file, String name, String message, String place) {
    assertRead(Language.PYTHON, Phase.RUN, file, name, message, place);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "aggregate | AggregateError | All promises were rejected | ''",
        "assert | AssertionError | Expected values to be strictly equal:↵↵1 !== 2 | main.js:2:8",
        "cause | Error | outer | main.js:4:9",
        "heap | FATAL ERROR | Reached heap limit Allocation failed - JavaScript heap out of memory | ''",
        "json | SyntaxError | Expected property name or '}' in JSON at position 1 | main.js:2:6",
        "missing-export | SyntaxError | The requested module 'fs' does not provide an export named 'nothing' | main.mjs:1",
        "missing-import | Error | Cannot find package 'nowhere' imported from /home/user/main.mjs | main.mjs",
        "missing-module | Error | Cannot find module 'nowhere'↵Require stack:↵- /home/user/main.js | main.js:2:1",
        "module-syntax | SyntaxError | Unexpected token ';' | main.mjs:1",
        "printed | RangeError | printed | main.js:2:10",
        "rejection | TypeError | late | main.js:2:9",
        "syntax | SyntaxError | Unexpected token ';' | main.js:2",
        "thrown | Late | two↵lines | main.js:5:9",
        "value | Uncaught | 5 | main.js:2",
      },
      quoteCharacter = '~')
  void nodesReportIsRead(String file, String name, String message, String place) {
    assertRead(Language.JAVASCRIPT, Phase.RUN, file, name, message, place);
  }

  @Test
  void aRejectionWithAValueNamesTheValue() {
    ProgramError error = error(Language.JAVASCRIPT, Phase.RUN, "rejected-value").orElseThrow();

    assertThat(error.name()).isEqualTo("UnhandledPromiseRejection");
    assertThat(error.message()).endsWith("with the reason \"5\".");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "COMPILE | check | TS2322 | Type 'number' is not assignable to type 'string'. | main.ts:2:7",
        "COMPILE | module | TS2307 | Cannot find module './nowhere' or its corresponding type declarations. | main.ts:1:19",
        "COMPILE | nested | TS2322 | Type 'string' is not assignable to type 'number'. | main.ts:2:21",
        "COMPILE | syntax | TS1109 | Expression expected. | main.ts:1:11",
        "RUN | thrown | RangeError | no 1 | main.ts:3:9",
      },
      quoteCharacter = '~')
  void typescriptsReportIsRead(
      Phase phase, String file, String name, String message, String place) {
    assertRead(Language.TYPESCRIPT, phase, file, name, message, place);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "COMPILE | compile | compile error | declared and not used: x | main.go:4:2",
        "COMPILE | import | compile error | no required module provides package example.com/nowhere: go.mod file not found in current directory or any parent directory; see 'go help modules' | main.go:3:8",
        "COMPILE | mismatch | compile error | not enough arguments in call to f | main.go:6:4",
        "COMPILE | no-main | link error | function main is undeclared in the main package | ''",
        "COMPILE | std-import | compile error | package nowhere is not in std (/usr/local/go/src/nowhere) | main.go:3:8",
        "COMPILE | syntax | compile error | syntax error: unexpected }, expected expression | main.go:5:1",
        "RUN | deadlock | fatal error | all goroutines are asleep - deadlock! | main.go:5",
        "RUN | index | panic | runtime error: index out of range [10] with length 3 | main.go:10",
        "RUN | map-race | panic | assignment to entry in nil map | main.go:5",
        "RUN | nil | panic | runtime error: invalid memory address or nil pointer dereference | main.go:7",
        "RUN | panic | panic | two↵lines | main.go:6",
        "RUN | repanic | panic | first↵panic: second | main.go:5",
        "RUN | stack | fatal error | stack overflow | main.go:3",
      },
      quoteCharacter = '~')
  void gosReportIsRead(Phase phase, String file, String name, String message, String place) {
    assertRead(Language.GO, phase, file, name, message, place);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "COMPILE | borrow | error[E0382] | borrow of moved value: `s` | main.rs:4:16",
        "COMPILE | crate | error[E0432] | unresolved import `serde` | main.rs:1:5",
        "COMPILE | link | link error | undefined symbol: nowhere | ''",
        "COMPILE | module | error[E0308] | mismatched types | lib.rs:1:21",
        "COMPILE | no-main | error[E0601] | `main` function not found in crate `main` | main.rs:1:14",
        "COMPILE | syntax | compile error | expected expression, found `;` | main.rs:2:13",
        "COMPILE | types | error[E0308] | mismatched types | main.rs:2:18",
        "RUN | backtrace | panic | called `Option::unwrap()` on a `None` value | main.rs:2:67",
        "RUN | overflow | fatal runtime error | stack overflow, aborting | ''",
        "RUN | panic | panic | two↵lines | main.rs:2:5",
        "RUN | returned | Error | \"no such thing\" | ''",
        "RUN | thread | panic | called `Result::unwrap()` on an `Err` value: Any { .. } | main.rs:3:14",
        "RUN | unwrap | panic | called `Option::unwrap()` on a `None` value | main.rs:3:22",
      },
      quoteCharacter = '~')
  void rustsReportIsRead(Phase phase, String file, String name, String message, String place) {
    assertRead(Language.RUST, phase, file, name, message, place);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "COMPILE | compile | compile error | incompatible types: String cannot be converted to int | Main.java:3:13",
        "COMPILE | symbol | compile error | cannot find symbol | Main.java:3:5",
        "COMPILE | syntax | compile error | ';' expected | Main.java:3:14",
        "RUN | heap | OutOfMemoryError | Java heap space | Main.java:5",
        "RUN | launched | IllegalArgumentException | x | Other.java:3",
        "RUN | launcher | compile error | incompatible types: String cannot be converted to int | Other.java:3:13",
        "RUN | library | UnsupportedOperationException | '' | Main.java:3",
        "RUN | no-main | launcher error | Main method not found in class Main, please define the main method as: | ''",
        "RUN | no-message | AssertionError | '' | Main.java:3",
        "RUN | package | ArrayIndexOutOfBoundsException | Index 1 out of bounds for length 1 | a/b/Main.java:5",
        "RUN | printed | NullPointerException | Cannot invoke \"Object.hashCode()\" because \"<local1>\" is null | Main.java:5",
        "RUN | stack | StackOverflowError | '' | Main.java:2",
        "RUN | thread | IllegalStateException | in the thread | Main.java:3",
        "RUN | thrown | Late | two↵lines | Main.java:9",
      },
      quoteCharacter = '~')
  void javasReportIsRead(Phase phase, String file, String name, String message, String place) {
    assertRead(Language.JAVA, phase, file, name, message, place);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "COMPILE | compile | compile error | invalid conversion from ‘const char*’ to ‘int’ [-fpermissive] | main.cpp:8:11",
        "COMPILE | header | compile error | nowhere.h: No such file or directory | main.cpp:1:10",
        "COMPILE | included | compile error | ‘z’ was not declared in this scope | a.h:2:10",
        "COMPILE | no-main | link error | undefined reference to `main' | ''",
        "COMPILE | template | compile error | no match for ‘operator<’ (operand types are ‘S’ and ‘S’) | main.cpp:10",
        "COMPILE | undefined | link error | undefined reference to `f(int)' | ''",
        "RUN | assert | assertion failed | 1 + 1 == 3 | main.cpp:8",
        "RUN | at | std::out_of_range | vector::_M_range_check: __n (which is 3) >= this->size() (which is 0) | ''",
        "RUN | bounds | assertion failed | __n < this->size() | ''",
        "RUN | double-free | abort | free(): double free detected in tcache 2 | ''",
        "RUN | joinable | terminate | terminate called without an active exception | ''",
        "RUN | thrown | std::runtime_error | two↵lines | ''",
        "RUN | thrown-int | int | '' | ''",
        "RUN | undefined-behaviour | runtime error | signed integer overflow: 2147483647 + 1 cannot be represented in type 'int' | main.cpp:9:5",
      },
      quoteCharacter = '~')
  void cppsReportIsRead(Phase phase, String file, String name, String message, String place) {
    assertRead(Language.CPP, phase, file, name, message, place);
  }

  @Test
  void aSanitizersReportNamesTheLineOfTheProgram() {
    ProgramError error = error(Language.CPP, Phase.RUN, "address").orElseThrow();

    assertThat(error.name()).isEqualTo("AddressSanitizer: heap-buffer-overflow");
    assertThat(place(error)).isEqualTo("main.cpp:9");
  }

  @Test
  void aFunctionDefinedTwiceIsALinkError() {
    ProgramError error = error(Language.CPP, Phase.COMPILE, "twice").orElseThrow();

    assertThat(error.name()).isEqualTo("link error");
    assertThat(error.message()).startsWith("multiple definition of `f()'");
  }

  @Test
  void aTracebackHoldsTheWholeChain() {
    ProgramError error = error(Language.PYTHON, Phase.RUN, "chained").orElseThrow();

    assertThat(error.traceback())
        .startsWith("Traceback")
        .contains("invalid literal for int()")
        .endsWith("in it'");
  }

  @Test
  void theStatusTellsWhatTheLastWordsWere() {
    String logged =
        "2026/12/01 03:05:29 start\n2026/12/01 03:05:29.000001 a/main.go:12: no config\n";

    assertThat(Language.GO.error(Phase.RUN, "", logged)).isEmpty();
    assertThat(Language.GO.error(Phase.RUN, "", logged + "exit status 2")).isEmpty();
    assertThat(Language.GO.error(Phase.RUN, "", logged + "exit status 1"))
        .hasValueSatisfying(error -> {
          assertThat(error.name()).isEqualTo("log.Fatal");
          assertThat(error.message()).isEqualTo("no config");
          assertThat(error.file()).isEqualTo("a/main.go");
          assertThat(error.line()).hasValue(12);
        });
    assertThat(Language.GO.error(Phase.RUN, "", "done\nexit status 1")).isEmpty();
    assertThat(Language.JAVASCRIPT.error(Phase.RUN, "", "exit status 1")).isEmpty();
    assertThat(Language.TYPESCRIPT.error(Phase.RUN, "", "exit status 13"))
        .hasValueSatisfying(
            error -> assertThat(error.message()).isEqualTo("Detected unsettled top-level await"));
  }

  @Test
  void anOutputWithoutAnErrorHasNone() {
    for (Language language : Language.ALL) {
      for (Phase phase : Phase.values()) {
        assertThat(language.error(phase, "hello\n", "a warning: nothing of note\n"))
            .as(language.name())
            .isEmpty();
        assertThat(language.error(phase, "", "")).as(language.name()).isEmpty();
      }
    }
  }

  static Stream<String> hostile() {
    int size = 3_000_000;
    return Stream.of(
        "a".repeat(size),
        "\n".repeat(size),
        ":".repeat(size),
        "    at ".repeat(size / 7),
        "    at x (/home/user/a.js:1:1)\n".repeat(size / 31),
        "Traceback (most recent call last):\n".repeat(size / 35),
        "Traceback (most recent call last):\n\nDuring handling of the above exception\n\n"
            .repeat(size / 76),
        "  File \"/home/user/main.py\", line 99999999999\n".repeat(size / 46),
        "Exception in thread \"main\" ".repeat(size / 27),
        "Exception in thread \"x\n\tat ".repeat(size / 26),
        "a.".repeat(size / 2),
        "\tat " + "a.".repeat(size / 2) + "(A.java:1)\n",
        "main: main.cpp:5: Assertion `".repeat(size / 29),
        "main: main.cpp:5: Assertion `' faile\n".repeat(size / 37),
        "x: (.text+0x1): undefined reference ".repeat(size / 36),
        "a: ".repeat(size / 3) + "undefined",
        "main.cpp:1:1: error".repeat(size / 19),
        "==1==ERROR: AddressSanitizer: x\n" + "    #1 0x1 in f /home/user/a:".repeat(size / 28),
        "/home/user/a.js:1\n\n".repeat(size / 19),
        "/home/user/a.js:1\nx\n^\n".repeat(size / 22),
        "error[E0308]: x\n --> ".repeat(size / 21),
        "thread 'main' panicked at '".repeat(size / 27),
        "thread 'main' panicked at a:1:1:\n".repeat(size / 33),
        "panic: x\ngoroutine 1\n\t/".repeat(size / 22),
        "main.go:1:1: ".repeat(size / 13),
        "main.ts(1,1): error TS".repeat(size / 22),
        "\u0000\uD800\uFFFF".repeat(size / 3),
        "a.java:1: error: ".repeat(size / 17),
        "2026/12/01 03:05:29 a".repeat(size / 21) + "\nexit status 1");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(30)
  void hostileOutputIsReadInBoundedTimeAndSize(String text) {
    for (Language language : Language.ALL) {
      for (Phase phase : Phase.values()) {
        long start = System.nanoTime();
        Optional<ProgramError> error = language.error(phase, "", text);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(took).as(language.name() + " " + phase).isLessThan(Duration.ofSeconds(3));
        error.ifPresent(it -> {
          assertThat(it.name()).isNotEmpty().hasSizeLessThan(5_000);
          assertThat(it.message()).hasSizeLessThan(40_000);
          assertThat(it.traceback()).hasSizeLessThan(40_000);
          assertThat(it.file()).hasSizeLessThan(5_000).doesNotStartWith("/");
        });
      }
    }
  }

  @Test
  void everyCapturedReportCutAnywhereIsReadWithoutFailing() throws IOException {
    for (Language language : Language.ALL) {
      for (String file :
          List.of("syntax", "thrown", "panic", "compile", "group", "link", "cause")) {
        String text = captured(language, file).orElse("");
        for (int cut = 0; cut < text.length(); cut += 7) {
          String part = text.substring(cut / 2, cut);
          assertThatCode(() -> language.error(Phase.RUN, part, part)).doesNotThrowAnyException();
          assertThatCode(() -> language.error(Phase.COMPILE, part, part))
              .doesNotThrowAnyException();
        }
      }
    }
  }

  private static void assertRead(
      Language language, Phase phase, String file, String name, String message, String place) {
    ProgramError error = error(language, phase, file).orElseThrow();

    assertThat(error.name()).isEqualTo(name);
    assertThat(error.message()).isEqualTo(message.equals("''") ? "" : message.replace('↵', '\n'));
    assertThat(place(error)).isEqualTo(place.equals("''") ? "" : place);
    assertThat(error.traceback()).isNotEmpty();
  }

  private static String place(ProgramError error) {
    StringBuilder place = new StringBuilder(error.file());
    error.line().ifPresent(line -> place.append(':').append(line));
    error.column().ifPresent(column -> place.append(':').append(column));
    return place.toString();
  }

  private static Optional<ProgramError> error(Language language, Phase phase, String file) {
    try {
      return language.error(phase, "", captured(language, file).orElseThrow());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Optional<String> captured(Language language, String file) throws IOException {
    String name = "errors/" + language.name() + "/" + file + ".txt";
    try (InputStream in = ProgramErrorTest.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
