package io.assay.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.report.HumanFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValidationTest {
  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private static Report judge(Change change) throws InterruptedException {
    return new Validation(assay).judge(change);
  }

  private static Report judge(Language language, String code) throws InterruptedException {
    return judge(Change.of(language, code));
  }

  private static List<Finding> rejected(Report report, String gate) {
    Judgement last = report.judgements().getLast();
    assertThat(last.gate()).as("%s", report).isEqualTo(gate);
    assertThat(last.verdict()).isInstanceOf(Verdict.Rejected.class);
    return ((Verdict.Rejected) last.verdict()).findings();
  }

  @Test
  void aProgramThatIsRightIsAccepted() throws InterruptedException {
    assertThat(judge(Language.PYTHON, "import json\nprint(json.dumps([1]))").verdict())
        .isEqualTo(Verdict.accepted());
    assertThat(judge(Language.JAVASCRIPT, "console.log(require('os').EOL)").verdict())
        .isEqualTo(Verdict.accepted());
  }

  @Tag("slow")
  @Test
  @Timeout(120)
  void aLineOfMegabytesIsJudgedToo() throws InterruptedException {
    String line =
        "const assert = require('assert'); function f() {} "
            + "try { f(); } catch {} ".repeat(100_000)
            + "assert.equal(1, 1);";

    assertThat(judge(Language.JAVASCRIPT, line).verdict()).isEqualTo(Verdict.accepted());
  }

  static Stream<Arguments> crashes() {
    return Stream.of(
        arguments(
            "nothing is there",
            """
            int value(int* at) {
              return *at + 1;
            }

            int main() {
              return value(nullptr);
            }
            """,
            2),
        arguments(
            "thrown by the library",
            """
            #include <map>

            int main() {
              std::map<int, int> prices{{1, 2}};
              int sum = prices.at(1);
              return sum + prices.at(3);
            }
            """,
            6),
        arguments(
            "thrown in a thread",
            """
            #include <stdexcept>
            #include <thread>

            int main() {
              std::thread worker([] {
                throw std::logic_error("no");
              });
              worker.join();
            }
            """,
            6),
        arguments(
            "a stack that is full",
            """
            int down(int n) { volatile char room[1000]; room[0] = n; return down(n + 1) + room[0]; }

            int main() { return down(0); }
            """,
            1),
        arguments(
            "a handler of its own",
            """
            #include <csignal>
            #include <cstdlib>

            int main() {
              std::signal(SIGABRT, SIG_DFL);
              std::abort();
            }
            """,
            0));
  }

  @ParameterizedTest(name = "{0}")
  @Tag("slow")
  @MethodSource("crashes")
  void whatASignalEndsIsToldWithItsLine(String name, String code, int line)
      throws InterruptedException {
    assertThat(rejected(judge(Language.CPP, code), "execution"))
        .as(name)
        .extracting(Finding::rule, it -> it.line().orElse(0))
        .containsExactly(tuple("execution/signal", line));
  }

  @Test
  @Tag("slow")
  void tricksOfJavaAreToldInTheFilesThatThereAre() throws InterruptedException {
    String asserts =
        """
        public class Sum {
          public static void main(String[] args) {
            assert args.length == 1;
            System.out.println("done");
          }
        }
        """;
    String exits =
        """
        public class Sum {
          static int add(int a, int b) {
            if (a > 0) System.exit(0);
            return a + b;
          }

          public static void main(String[] args) {
            if (add(1, 2) != 3) throw new AssertionError("add");
          }
        }
        """;

    for (var program : Map.of(asserts, 3, exits, 3).entrySet()) {
      Program sum = Program.of("src/sum.java", program.getKey());
      assertThat(rejected(judge(Change.of(Language.JAVA, sum)), "honesty"))
          .allSatisfy(it -> assertThat(it.message()).contains("src/sum.java:"))
          .extracting(Finding::file, it -> it.line().getAsInt())
          .containsExactly(tuple("src/sum.java", program.getValue()));
    }
  }

  @Test
  void whatPrintsTheAnswerWithoutReadingTheQuestionIsNoPass() throws InterruptedException {
    Change sum =
        Change.of(Language.PYTHON, "# sums\nprint('sum:')\nprint(8)\n")
            .withStdin(Bytes.of("3 5\n"))
            .expecting(new Expected.Stdout(new Match.Trimmed("sum:\n8")));
    Change honest =
        Change.of(Language.PYTHON, "print('sum:')\nprint(sum(map(int, input().split())))  # 8\n")
            .withStdin(Bytes.of("3 5\n"))
            .expecting(new Expected.Stdout(new Match.Trimmed("sum:\n8")));
    Change asksNothing =
        Change.of(Language.PYTHON, "print('sum:')\nprint(8)\n")
            .expecting(new Expected.Stdout(new Match.Trimmed("sum:\n8")));

    assertThat(rejected(judge(sum), "honesty"))
        .extracting(Finding::rule, it -> it.line().getAsInt())
        .containsExactly(tuple("honesty/prints-answer", 2));
    assertThat(judge(honest).verdict()).isEqualTo(Verdict.accepted());
    assertThat(judge(asksNothing).verdict()).isEqualTo(Verdict.accepted());
  }

  @Test
  void aProgramThatDoesNotCompileWithWhatWatchesItIsUndecided() throws InterruptedException {
    Report report =
        judge(
            Language.CPP,
            """
            #include <cassert>
            int assay_watch_caught = 0;
            void parse() { throw 1; }
            int main() {
              try { parse(); } catch (int) {}
              assert(assay_watch_caught == 0);
            }
            """);

    assertThat(report.judgements().getLast().gate()).as("%s", report).isEqualTo("honesty");
    assertThat(report.verdict()).isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void everyLineThatDoesNotParseIsNamedAndNothingIsExecuted() throws InterruptedException {
    Report python = judge(Language.PYTHON, "def f(x)\n    return x\nprint(1)\nx = = 2\n");
    assertThat(rejected(python, "syntax"))
        .extracting(it -> it.line().getAsInt(), Finding::source)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "def f(x)"),
            org.assertj.core.groups.Tuple.tuple(4, "x = = 2"));
    assertThat(python.run()).isEmpty();

    Report javaScript = judge(Language.JAVASCRIPT, "let x = ;\nf(1);\nlet y = 3 +* 4;\n");
    assertThat(rejected(javaScript, "syntax"))
        .extracting(it -> it.line().getAsInt(), it -> it.column().getAsInt())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, 9), org.assertj.core.groups.Tuple.tuple(3, 12));
    assertThat(javaScript.run()).isEmpty();
  }

  @Test
  void aModuleThatIsNotThereComesWithItsPackageOrTheNameThatWasMeant() throws InterruptedException {
    Report python =
        judge(
            Language.PYTHON,
            "import cv2, jsn, sklearn.linear_model\nimport os.path, xml.etree.ElementTree");
    assertThat(rejected(python, "imports"))
        .extracting(Finding::suggestion)
        .containsExactly(
            "it comes with the package opencv-python\nwith --template FOLDER it is there, if the template.toml in it requires opencv-python",
            "did you mean 'json'?",
            "it comes with the package scikit-learn\nwith --template python-data it is there");

    Report javaScript = judge(Language.JAVASCRIPT, "require('fs/promises'); require('evnts');");
    assertThat(rejected(javaScript, "imports"))
        .extracting(Finding::suggestion)
        .containsExactly("did you mean 'events'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "typescript | import { f } from \"./lib\"; f(); | give lib.ts too",
        "typescript | import { f } from \"./lib.js\"; f(); | give lib.ts too",
        "javascript | require(\"./lib\"); | give lib.js too",
        "javascript | require(\"../deep/lib.cjs\"); | give ../deep/lib.cjs too",
        "python | import lib | give lib.py too if it is a file of yours",
        "python | import own_things.part | give own_things/part.py too if it is a file of yours; nothing else is known to provide it",
        "cpp | #include \"own_things.h\"↵int main() {} | give own_things.h too if it is a file of yours; nothing else is known to provide it",
      })
  void aFileOfTheProgramThatWasNotGivenIsAskedFor(String name, String code, String suggestion)
      throws InterruptedException {
    Report report = judge(Language.named(name), code.replace('↵', '\n'));

    assertThat(rejected(report, "imports").getFirst().suggestion().lines().findFirst())
        .hasValue(suggestion);
  }

  @Test
  void aFileThatIsGivenIsAskedForByItsEndingInAnEsModule() throws InterruptedException {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("main.mjs", text("import { x } from './lib/a';\nconsole.log(x);\n"));
    files.put("lib/a.js", text("export const x = 1;\n"));
    Program program = new Program(files, "main.mjs", List.of(), Map.of());

    assertThat(rejected(judge(Change.of(Language.JAVASCRIPT, program)), "imports"))
        .extracting(Finding::suggestion)
        .containsExactly("in an ES module the path has its ending: './lib/a.js'");
  }

  @Test
  void whatACompilerSaysOfNoPlaceIsPassedOn() throws InterruptedException {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("main.go", text("package main\nimport \"app/a\"\nfunc main() { a.A() }\n"));
    files.put("go.mod", text("module app\ngo 1.22\n"));
    files.put("a/a.go", text("package a\nimport \"app/b\"\nfunc A() { b.B() }\n"));
    files.put("b/b.go", text("package b\nimport \"app/a\"\nfunc B() { a.A() }\n"));
    Program program = new Program(files, "main.go", List.of(), Map.of());

    Finding finding = rejected(judge(Change.of(Language.GO, program)), "execution").getFirst();

    assertThat(finding.message()).contains("import cycle not allowed");
    assertThat(finding.suggestion()).contains("third place");
  }

  @Test
  void whatAnotherCompilerOrSystemHasIsNoFileOfTheProgram() throws InterruptedException {
    Report report = judge(Language.CPP, "#include <windows.h>\nint main() {}\n");

    assertThat(rejected(report, "imports"))
        .extracting(Finding::suggestion)
        .containsExactly(
            "the language has it, in a later version than the one here, or on other systems: do without it");
  }

  /// One place of the program's, and not every place of the library that it led to.
  @Test
  @Tag("slow")
  void whatALineOfCppBringsAboutInTheLibraryIsToldThereAndOnce() throws InterruptedException {
    Report map =
        judge(
            Language.CPP,
            "#include <map>\nstruct K {};\nint main() {\n  std::map<K, int> m;\n  m[K{}] = 1;\n}\n");
    Report hashed =
        judge(
            Language.CPP,
            "#include <unordered_map>\nstruct K {};\nint main() {\n  std::unordered_map<K, int> m;\n  m[K{}] = 1;\n}\n");

    assertThat(rejected(map, "syntax"))
        .extracting(it -> it.file() + ":" + it.line().orElse(0))
        .containsExactly("main.cpp:5");
    assertThat(rejected(hashed, "syntax"))
        .extracting(it -> it.file() + ":" + it.line().orElse(0))
        .containsExactly("main.cpp:4", "main.cpp:5");
  }

  @Test
  void whatTheParserOfJavaScriptDoesNotExpectIsNamed() throws InterruptedException {
    assertThat(
            rejected(judge(Language.JAVASCRIPT, "function f() { await g(); }\n"), "syntax")
                .getFirst()
                .suggestion())
        .contains("async");
    assertThat(
            rejected(judge(Language.JAVASCRIPT, "console.log('a';\n"), "syntax")
                .getFirst()
                .message())
        .isEqualTo("missing ) after argument list");
  }

  @Test
  void aModuleThatTheProgramCanDoWithoutIsAWarning() throws InterruptedException {
    String code = "try:\n    import nowhere_to_be_found\nexcept ImportError:\n    pass\nprint(1)";
    assertThat(judge(Language.PYTHON, code).verdict())
        .isInstanceOfSatisfying(
            Verdict.Accepted.class, accepted -> assertThat(accepted.warnings()).hasSize(1));
  }

  @Test
  void aProgramsOwnFilesAreFound() throws InterruptedException {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("main.py", text("import shape.circle\nfrom shape import circle, square"));
    files.put("shape/__init__.py", text(""));
    files.put("shape/circle.py", text("from . import square\nfrom .square import SIDE"));
    files.put("shape/square.py", text("SIDE = 1"));
    Program program = new Program(files, "main.py", List.of(), Map.of());
    assertThat(judge(Change.of(Language.PYTHON, program)).verdict()).isEqualTo(Verdict.accepted());
  }

  private static Program.Content text(String text) {
    return new Program.Content.Text(Bytes.of(text));
  }

  @Test
  void anErrorIsToldWithItsPlace() throws InterruptedException {
    Finding python =
        rejected(judge(Language.PYTHON, "x = 0\nprint(1 / x)"), "execution").getFirst();
    assertThat(python.message()).isEqualTo("ZeroDivisionError: division by zero");
    assertThat(python.line()).hasValue(2);
    assertThat(python.source()).isEqualTo("print(1 / x)");
  }

  @Test
  void aProgramThatDoesNotEndIsRejectedAndTheLimitNamed() throws InterruptedException {
    Change endless =
        Change.of(Language.PYTHON, "while True: pass")
            .withLimits(Limits.DEFAULT.withWall(Duration.ofMillis(300)));
    assertThat(rejected(judge(endless), "execution").getFirst().rule())
        .isEqualTo("execution/time-limit");
  }

  /// What is too much for the second compiler, which is asked because of the types, is a file that
  /// the first was not asked about.
  @Test
  @Tag("slow")
  void aLimitThatIsMetWithoutTheTypesIsNamedAndNotTheTypes() throws InterruptedException {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("main.ts", text("const n: number = 'text';\nconsole.log(n);\n"));
    files.put("large.ts", text("export const x = '" + "ж".repeat(40_000_000) + "';\n"));
    Change change =
        Change.of(Language.TYPESCRIPT, new Program(files, "main.ts", List.of(), Map.of()))
            .withLimits(Limits.DEFAULT.withMemoryBytes(512L << 20));

    assertThat(rejected(judge(change), "execution"))
        .extracting(Finding::rule)
        .containsExactly("execution/compiler-memory-limit");
  }

  @Test
  void aGateThatCannotBeAskedIsNoPass() throws InterruptedException {
    Gate broken =
        new Gate() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public Verdict judge(Examination examination) {
            throw io.assay.SandboxException.host("its data is not there", null);
          }
        };
    Report report =
        new Validation(assay, List.of(broken), false).judge(Change.of(Language.PYTHON, "print(1)"));
    assertThat(report.verdict()).isEqualTo(new Verdict.Undecided("broken: its data is not there"));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsPrintedIsComparedAsAsked(String printed, Match match, String difference)
      throws InterruptedException {
    Report report =
        judge(
            Change.of(Language.PYTHON, "import sys\nsys.stdout.write(%s)".formatted(printed))
                .expecting(new Expected.Stdout(match)));
    if (difference.isEmpty()) {
      assertThat(report.verdict()).isEqualTo(Verdict.accepted());
    } else {
      assertThat(rejected(report, "output").getFirst().message()).endsWith(difference);
    }
  }

  static Stream<Arguments> whatIsPrintedIsComparedAsAsked() {
    return Stream.of(
        arguments("'a\\n'", new Match.Exact("a\n"), ""),
        arguments("'a\\n'", new Match.Exact("a"), "line 2 is '', and missing was expected"),
        arguments("'a  \\nb\\n\\n'", new Match.Trimmed("a\nb"), ""),
        arguments("'a\\nc'", new Match.Trimmed("a\nb"), "line 2 is 'c', and 'b' was expected"),
        arguments("'x 0.1000001 2'", new Match.Numeric("x 0.1 2", 1e-6), ""),
        arguments(
            "'x 0.11 2'",
            new Match.Numeric("x 0.1 2", 1e-6),
            "word 2 is '0.11', and '0.1' was expected"),
        arguments("'took 12 ms\\n'", new Match.Matching(Pattern.compile("took \\d+ ms")), ""),
        arguments(
            "'took'",
            new Match.Matching(Pattern.compile("took \\d+ ms")),
            "it does not match took \\d+ ms"),
        arguments(
            "'[1.0, {\"b\":null,\"a\":1}]'", new Match.Json("[1,{\"a\":1e0,\"b\":null}]"), ""),
        arguments(
            "'{\"a\":[1,true]}'",
            new Match.Json("{\"a\":[1,false]}"),
            ".a[1] is true, and false was expected"),
        arguments("'{\"a\":1}'", new Match.Json("{}"), ".a is not expected"),
        arguments("'[1'", new Match.Json("[1]"), "it is not one JSON value"));
  }

  @Test
  void aFileThatIsExpectedIsLookedAt() throws InterruptedException {
    Change change =
        Change.of(Language.PYTHON, "open('out.txt', 'w').write('1 2\\n')\nopen('/tmp/t', 'w')");
    assertThat(
            judge(
                    change.expecting(
                        new Expected.File("out.txt", new Match.Trimmed("1 2")),
                        new Expected.File("/tmp/t", new Match.Exact(""))))
                .verdict())
        .isEqualTo(Verdict.accepted());
    assertThat(
            rejected(
                judge(
                    change.expecting(
                        new Expected.File("out.txt", new Match.Trimmed("1 3")),
                        new Expected.File("absent", new Match.Exact("")))),
                "output"))
        .extracting(Finding::rule, Finding::message)
        .containsExactly(
            tuple(
                "output/file",
                "the file 'out.txt' is not what was expected: line 1 is '1 2', and '1 3' was expected"),
            tuple("output/file", "the file 'absent' is not what was expected: it is not there"));
  }

  @Test
  void aStatusThatIsExpectedIsTheRightOne() throws InterruptedException {
    Change change = Change.of(Language.PYTHON, "raise SystemExit(3)");
    assertThat(judge(change.expecting(new Expected.Exit(3))).verdict())
        .isEqualTo(Verdict.accepted());
    assertThat(rejected(judge(change), "execution")).hasSize(1);
  }

  @Test
  @Tag("slow")
  void aGateThatHasNothingToJudgeSaysSo() throws InterruptedException, IOException {
    Change printing = Change.of(Language.PYTHON, "print(1)");

    assertThat(shown(judge(printing)))
        .contains(
            "accepted by syntax, imports, dependencies, security, execution, honesty (no output is expected, no tests), ");
    assertThat(shown(judge(printing.expecting(new Expected.Stdout(new Match.Exact("1\n"))))))
        .contains("execution, output, honesty (no tests), ");
    assertThat(shown(judge(Language.GO, "package lib\n")))
        .contains(
            "dependencies, security, honesty (nothing in it to start, no output is expected, no tests), ");
  }

  @ParameterizedTest
  @CsvSource({"python", "javascript", "typescript"})
  void aProgramInWhichThereIsNothingIsAWarning(String language) throws InterruptedException {
    assertThat(judge(Language.named(language), "\n").verdict())
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted ->
                assertThat(accepted.warnings())
                    .extracting(Finding::rule)
                    .containsExactly("syntax/empty"));
  }

  @Test
  @Tag("slow")
  void anEmptyFileOfGoHasOneError() throws InterruptedException {
    assertThat(rejected(judge(Language.GO, ""), "syntax"))
        .extracting(Finding::message, Finding::suggestion)
        .containsExactly(
            tuple(
                "expected 'package', found 'EOF'", "the first line is the package: package main"));
  }

  private static String shown(Report report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new HumanFormat(false).write(List.of(report), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatNoGateCanReadIsToldOnce() throws InterruptedException, IOException {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("main.rs", new Program.Content.Text(Bytes.copyOf(new byte[] {(byte) 0xff, 0, 1})));
    Program binary = new Program(files, "main.rs", List.of(), Map.of());
    Report report = judge(Change.of(Language.RUST, binary));

    assertThat(shown(report))
        .containsOnlyOnce("did not get through the program")
        .contains("undecided[syntax, imports, dependencies]: ");
  }
}
