package io.assay.acceptance.languages;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.acceptance.Json;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import io.assay.acceptance.Product.Start;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds in every language, each line of the table proven by a program of that language. To
/// add a language, add its folder to `programs/languages`.
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LanguageTests {
  /// The languages of this class.
  abstract Stream<String> languages();

  Stream<Case> ownCases() {
    return languages().flatMap(Case::own);
  }

  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ParameterizedTest(name = "{0}")
  @MethodSource("languages")
  @interface EveryLanguage {}

  @EveryLanguage
  @Tag("quick")
  void aProgramPrintsAndEnds(String language) {
    Json result = result(new Case(language, "hello").start("--json"));

    assertThat(result.at("exitStatus").number()).isZero();
    assertThat(result.at("language").text()).isEqualTo(language);
    assertThat(result.at("step").text()).isEqualTo("run");
    assertThat(stdout(result)).isEqualTo("hello\n");
    assertThat(stderr(result)).isEmpty();
    assertThat(result.at("run.outcome.kind").text()).isEqualTo("exited");
    assertThat(result.at("run.outcome.status").number()).isZero();
    assertThat(result.at("limitsHit").list()).isEmpty();
    assertThat(result.at("error").present()).isFalse();
    assertThat(result.at("run.usage.outputBytes").number()).isEqualTo(6);
    assertThat(result.at("run.usage.peakMemoryBytes").number()).isPositive();
    assertThat(result.at("template.digest").text()).matches("sha256:[0-9a-f]{64}");
  }

  @EveryLanguage
  void argumentsAndInputArriveAsTheyAre(String language) {
    Start start =
        new Case(language, "arguments-and-stdin")
            .start("--json", "--", "one", "two words", "", "--flag", "$HOME *", "-", "a=b");

    Json result = result(start.withStdin("3\n4\n35\n"));

    assertThat(stdout(result))
        .isEqualTo("[one]\n[two words]\n[]\n[--flag]\n[$HOME *]\n[-]\n[a=b]\n42\n");
  }

  @EveryLanguage
  void filesBesideTheMainOneAreFound(String language) {
    Json result = result(new Case(language, "several-files").start("--json"));

    assertThat(stdout(result)).isEqualTo("the library weighs 42\n");
  }

  @EveryLanguage
  void aFolderRunsFromTheEntryNamed(String language) {
    Case folder = new Case(language, "folder-with-entry");

    Json result = result(folder.start("--entry", folder.startFile(), "--json"));

    assertThat(stdout(result)).isEqualTo("42 grains\n");
  }

  @EveryLanguage
  void whatDoesNotCompileIsSaidWithItsPlace(String language) {
    Case broken = new Case(language, "compile-error");

    Json result = result(broken.start("--json"));

    assertThat(result.at("exitStatus").number()).isPositive();
    if (result.at("compile").present()) {
      assertThat(result.at("step").text()).isEqualTo("compile");
      assertThat(result.at("run").present()).isFalse();
    } else {
      assertThat(stdout(result)).isEmpty();
    }
    assertError(result, broken.error().orElseThrow());
  }

  @EveryLanguage
  void aProgramThatFailsSaysWhereAndWhy(String language) {
    Case failing = new Case(language, "runtime-error");

    Json result = result(failing.start("--json"));

    assertThat(result.at("exitStatus").number()).isPositive();
    assertThat(stdout(result)).isEqualTo("before\n");
    assertError(result, failing.error().orElseThrow());
    assertThat(stderr(result)).contains(result.at("error.message").text());
  }

  @EveryLanguage
  @Tag("slow")
  void timeEndsAProgramThatDoesNot(String language) {
    Json result = result(new Case(language, "endless").start("--timeout", "3s", "--json"));

    assertLimit(result, "time");
    assertThat(stdout(result)).isEqualTo("started\n");
  }

  @EveryLanguage
  @Tag("quick")
  void memoryIsHeldAndSaid(String language) {
    Case hoarder = new Case(language, "memory-blow-up");
    Start start =
        Product.holdsMemoryLimit()
            ? hoarder.start("--memory", "256M", "--json")
            : hoarder.start("--json");

    Json result = result(start);

    // A language that bounds its own heap reports an error; any other meets the sandbox's limit.
    hoarder
        .error()
        .ifPresentOrElse(error -> assertError(result, error), () -> assertLimit(result, "memory"));
    assertThat(stdout(result)).isEqualTo("started\n");
  }

  @EveryLanguage
  void endlessOutputIsCutAtItsLimit(String language) {
    Json result = result(new Case(language, "large-output").start("--output", "64K", "--json"));

    assertLimit(result, "output");
    assertThat(stdout(result)).hasSize(64 * 1024).startsWith("g").doesNotContain("\0");
    assertThat(result.at("run.truncated").value()).isEqualTo(true);
    assertThat(result.at("run.usage.outputBytes").number()).isGreaterThan(64 * 1024);
  }

  @EveryLanguage
  void everyCharacterArrives(String language) {
    Start start = new Case(language, "unicode").start("--json", "--", "🜚 grüße");

    Json result = result(start.withStdin("金 ελληνικά 𝛑\n"));

    assertThat(stdout(result)).isEqualTo("café 🜚 日本語\n🜚 grüße\n金 ελληνικά 𝛑\n1\n");
  }

  @EveryLanguage
  @Tag("slow")
  void outputThatIsNoTextArrivesByteForByte(String language) {
    byte[] out = {0, (byte) 0xff, (byte) 0x80, '\r', '\n', (byte) 0xc3, '('};
    byte[] err = {(byte) 0xfe, 0};
    Case binary = new Case(language, "binary-output");

    Json result = result(binary.start("--json"));
    Ended plain = binary.start().run();

    assertThat(result.at("run.stdout.encoding").text()).isEqualTo("base64");
    assertThat(Base64.getDecoder().decode(result.at("run.stdout.data").text())).isEqualTo(out);
    assertThat(Base64.getDecoder().decode(result.at("run.stderr.data").text())).isEqualTo(err);
    assertThat(plain.stdout().toArray()).isEqualTo(out);
    assertThat(plain.status()).isZero();
  }

  @EveryLanguage
  @Tag("slow")
  void threadsRun(String language) {
    Json result = result(new Case(language, "threads").start("--json"));

    assertThat(stdout(result)).isEqualTo("4 threads: 14995000\n");
    assertThat(result.at("limitsHit").list()).isEmpty();
  }

  @EveryLanguage
  @Tag("quick")
  void childProcessesRun(String language) {
    Json result = result(new Case(language, "subprocess").start("--json"));

    assertThat(stdout(result)).isEqualTo("the child said gold and ended with 3\n");
  }

  @EveryLanguage
  void theProgramsOwnStatusIsKept(String language) {
    Case leaving = new Case(language, "exit-code");

    Json result = result(leaving.start("--json"));
    Ended plain = leaving.start().run();

    assertThat(result.at("exitStatus").number()).isEqualTo(42);
    assertThat(result.at("run.outcome.status").number()).isEqualTo(42);
    assertThat(plain.status()).isEqualTo(42);
    assertThat(plain.stdout().text()).isEqualTo("leaving\n");
  }

  @EveryLanguage
  void aSignalOfTheProgramsOwnIsNamed(String language) {
    Json result = result(new Case(language, "own-signal").start("--json"));

    assertThat(result.at("exitStatus").number()).isEqualTo(128 + 9);
    assertThat(result.at("run.outcome.kind").text()).isEqualTo("signalled");
    assertThat(result.at("run.outcome.signal").number()).isEqualTo(9);
    assertThat(result.at("run.outcome.name").text()).isEqualTo("SIGKILL");
    assertThat(stdout(result)).isEqualTo("going\n");
    assertThat(result.at("limitsHit").list()).isEmpty();
  }

  @EveryLanguage
  @Tag("slow")
  void filesAreWrittenInTheHomeAndInTmp(String language) {
    Json result = result(new Case(language, "files").start("--json"));

    assertThat(stdout(result))
        .isEqualTo("/home/user/here.txt gold\n/tmp/there.txt gold\n['moved.txt']\n");
  }

  @EveryLanguage
  @Tag("quick")
  void thereIsLoopbackAndNoOtherNetwork(String language) {
    Json result = result(new Case(language, "network").start("--json"));

    assertThat(stdout(result)).isEqualTo("outside: refused\nloopback: gold\n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ownCases")
  void whatIsTheLanguagesOwnWorks(Case own) {
    Json result = result(own.start("--json"));

    assertThat(stdout(result)).as("stderr: %s", stderr(result)).isEqualTo(own.output());
    assertThat(result.at("exitStatus").number()).isZero();
  }

  /// Runs it, and expects a result: whatever the program did, it is no failure of ours. Without the
  /// language's tools there is nothing to test.
  private static Json result(Start start) {
    Ended ended = start.run();
    String language = languageOf(start);
    Product.assumeInstalled(language, ended);
    Json document = ended.json();
    assertThat(document.names()).as("a result: %s", ended).contains("run", "compile");
    assertThat(document.at("exitStatus").number()).as("%s", ended).isEqualTo(ended.status());
    return document;
  }

  private static String languageOf(Start start) {
    List<String> folders = List.of(start.arguments().get(1).split("/"));
    return folders.get(folders.lastIndexOf("languages") + 1);
  }

  private static String stdout(Json result) {
    return stream(result, "stdout");
  }

  private static String stderr(Json result) {
    return stream(result, "stderr");
  }

  /// A stream of the program; where it did not compile, the compiler's.
  private static String stream(Json result, String name) {
    Json step = result.at(result.at("step").text());
    assertThat(step.at(name + ".encoding").text()).isEqualTo("utf-8");
    return step.at(name + ".data").text();
  }

  private static void assertLimit(Json result, String limit) {
    assertThat(result.at("step").text()).isEqualTo("run");
    assertThat(result.at("exitStatus").number()).as("%s", result).isEqualTo(120);
    assertThat(result.at("run.outcome.kind").text()).isEqualTo("limit-reached");
    assertThat(result.at("run.outcome.limit").text()).isEqualTo(limit);
    assertThat(result.at("limitsHit").list()).asString().contains(limit);
  }

  private static void assertError(Json result, Case.Fault expected) {
    assertThat(result.at("error").present()).as("an error: %s", result).isTrue();
    Json error = result.at("error");
    if (expected.name().equals("*")) {
      assertThat(error.at("name").text()).isNotEmpty();
    } else {
      assertThat(error.at("name").text()).isEqualTo(expected.name());
    }
    assertThat(error.at("message").text()).contains(expected.message());
    assertThat(error.at("traceback").text()).isNotEmpty();
    expected.file().ifPresent(file -> assertThat(error.at("file").text()).isEqualTo(file));
    expected.line().ifPresent(line -> assertThat(error.at("line").number()).isEqualTo(line));
  }
}
