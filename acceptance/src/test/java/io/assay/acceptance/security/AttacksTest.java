package io.assay.acceptance.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Recipe;
import io.assay.StepResult;
import io.assay.acceptance.Json;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import io.assay.acceptance.Product.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every attack is held, says so itself, and leaves the host as it was.
@Execution(ExecutionMode.CONCURRENT)
class AttacksTest {
  @TempDir static Path home;
  private static Surroundings surroundings;

  @BeforeAll
  static void besiege() {
    surroundings = Surroundings.around(home);
  }

  @AfterAll
  static void leave() {
    surroundings.close();
  }

  static Stream<Attack> attacks() {
    return Attack.all().filter(attack -> !attack.isBomb());
  }

  static Stream<Attack> bombs() {
    return Attack.all().filter(Attack::isBomb);
  }

  static Stream<Attack> attacksThatWorkWithoutASandbox() {
    return Attack.all().filter(attack -> attack.says("bare").isPresent());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  @Tag("slow")
  void anAttackIsHeldAndTheHostIsAsBefore(Attack attack) {
    tryOut(attack);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  @Tag("slow")
  void aBombMeetsItsLimitAndTheHostIsAsBefore(Attack bomb) {
    assumeTrue(
        bomb.says("needs").isEmpty() || Product.holdsMemoryLimit(),
        "this host watches memory and cannot hold it: memory-limit");
    tryOut(bomb);
  }

  private static void tryOut(Attack attack) {
    String token = token();

    Ended ended =
        attack
            .start(token, surroundings.hints(token))
            .withEnvironment(surroundings.callersEnvironment())
            .run();

    assertHeld(attack, ended);
    surroundings.assertUntouched(ended, token);
  }

  /// An attack that could not work anywhere would prove nothing.
  @ParameterizedTest(name = "{0}")
  @MethodSource("attacksThatWorkWithoutASandbox")
  @Tag("quick")
  void theSameAttackEscapesWhereThereIsNoSandbox(Attack attack, @TempDir Path ownHome) {
    try (Surroundings own = Surroundings.around(ownHome)) {
      ProcessBuilder bare = new ProcessBuilder("python3", attack.path());
      bare.environment().putAll(own.callersEnvironment());
      bare.environment().putAll(own.hints(token()));
      bare.environment().put("PYTHONDONTWRITEBYTECODE", "1");

      Ended ended = Product.finish(bare, Bytes.of(""));

      assertThat(lines(ended.stdout().text(), "ESCAPED: ")).as("%s", ended).isNotEmpty();
    }
  }

  @Test
  @Tag("quick")
  void nothingSurvivesFromOneRunToTheNext() {
    Attack leaver = Attack.named("state.py");
    String token = token();

    for (int run = 0; run < 3; run++) {
      assertHeld(leaver, leaver.start(token, surroundings.hints(token)).run());
    }
  }

  /// An interpreter that was there before has more to be reached: the one that it was forked from,
  /// what it has open, and the runs before. So do sandboxes that come out of one engine.
  @Test
  @Tag("slow")
  void anAttackThatStartsWarmIsHeldAsWell() throws InterruptedException {
    try (Assay assay = engine()) {
      assertHeldWarm(assay);
    }
  }

  /// What is preloaded is one more thing to be reached, and to be changed for those who come after.
  @Test
  @Tag("slow")
  void anAttackFromATemplateIsHeldAsWell() throws InterruptedException {
    List<String> preload = List.of("ctypes", "decimal", "multiprocessing", "ssl");
    Recipe recipe = new Recipe("besieged", "", new TreeMap<>(), "", List.of(), preload);
    try (Assay assay = engine()) {
      assertHeldWarm(assay.with(recipe));
    }
  }

  private static Assay engine() {
    return Assay.start(Path.of(Product.environment().get("ASSAY_HOME")), line -> {});
  }

  private static void assertHeldWarm(Assay assay) throws InterruptedException {
    List<Attack> attacks =
        new ArrayList<>(
            Attack.all()
                .filter(it -> it.language().equals("python") && it.says("options").isEmpty())
                .filter(it -> !it.isBomb())
                .toList());
    attacks.addAll(List.of(Attack.named("state.py"), Attack.named("zygote.py")));
    int warm = 0;
    for (Attack attack : attacks) {
      String token = token();

      StepResult ran = assay.run(attack.order(token, surroundings.hints(token))).last();

      String said = ran.stdout().text() + ran.stderr().text();
      assertThat(lines(said, "ESCAPED: ")).as("%s, warm %s", attack, ran.outcome()).isEmpty();
      assertThat(lines(said, "held: ")).as("%s: %s", attack, said).isNotEmpty();
      surroundings.assertUntouched(said, token);
      warm += ran.outcome().warm() ? 1 : 0;
    }
    assertThat(warm).as("of %d", attacks.size()).isGreaterThan(attacks.size() / 2);
  }

  @Test
  @Tag("quick")
  void aLimitThatIsAskedForHoldsOrIsRefused() {
    Start start = Start.of("run", "-", "--language", "python", "--memory", "64M");

    Ended ended = start.withStdin("print('started'); b'x' * 300_000_000; print('survived')").run();

    assertThat(ended.stdout().text()).doesNotContain("survived");
    if (ended.status() == 123) {
      assertThat(ended.stdout().text()).as("refused before anything ran").isEmpty();
      assertThat(ended.stderr()).contains("memory-limit").contains("assay doctor");
    } else {
      assertThat(ended.status()).isEqualTo(120);
      assertThat(ended.stderr()).contains("memory limit of 64 MiB");
    }
  }

  @Test
  @Tag("quick")
  void whatTheCallerHasOpenIsNotInherited() {
    Attack user = Attack.named("descriptors.py");
    String token = token();
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "exec 7<\"$0\" 8>>/dev/null; exec \"$@\""));
    command.addAll(List.of(surroundings.secretFile().toString(), Product.program().toString()));
    command.addAll(user.start(token, surroundings.hints(token)).arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(surroundings.callersEnvironment());

    Ended ended = Product.finish(builder, Bytes.of(""));

    assertHeld(user, ended);
    surroundings.assertUntouched(ended, token);
  }

  @Test
  @Tag("quick")
  void aLinkInAFolderOfTheCallersDoesNotBringAlongWhatItPointsTo(@TempDir Path folder)
      throws IOException {
    Files.createSymbolicLink(folder.resolve("stolen.txt"), surroundings.secretFile());
    Files.createSymbolicLink(folder.resolve("stolen"), home);
    String code =
        """
        import os
        for folder, folders, files in os.walk(".", followlinks=True):
            for name in files:
                print(name, open(os.path.join(folder, name)).read())
        """;
    Files.writeString(folder.resolve("main.py"), code);
    String token = token();

    Ended ended = Start.of("run", folder.toString(), "--json", "--", token).run();

    Json result = ended.json();
    assertThat(result.at("exitStatus").number()).as("%s", ended).isZero();
    assertThat(result.at("run.stdout.data").text()).contains("main.py").doesNotContain("stolen");
    surroundings.assertUntouched(ended, token);
    Files.delete(folder.resolve("stolen.txt"));
    Files.delete(folder.resolve("stolen"));
  }

  /// A language, and a program that has its compiler bring along what lies at `SECRET`.
  static Stream<Arguments> programsThatTakeFilesAlong() {
    return Stream.of(
        arguments("cpp", "#include \"SECRET\"\nint main() {}\n"),
        arguments(
            "cpp",
            "asm(\".incbin \\\"SECRET\\\"\");\n#include \"/etc/shadow\"\n#include \"/proc/1/environ\"\nint main() {}\n"),
        arguments("rust", "fn main() { print!(\"{}\", include_str!(\"SECRET\")); }\n"),
        arguments(
            "rust",
            "fn main() { print!(\"{}\", env!(\"CALLERS_PASSWORD\")); include!(\"SECRET\"); }\n"),
        arguments(
            "go",
            "package main\n\nimport _ \"embed\"\n\n//go:embed SECRET\nvar secret string\n\nfunc main() { print(secret) }\n"),
        arguments(
            "go",
            "package main\n\n// #cgo CFLAGS: -include SECRET\n// int one = 1;\nimport \"C\"\n\nfunc main() { print(C.one) }\n"),
        arguments(
            "typescript",
            "/// <reference path=\"SECRET\" />\nimport * as secret from \"SECRET\";\nconsole.log(secret);\n"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("programsThatTakeFilesAlong")
  @Tag("slow")
  void aCompilerReadsNothingOfTheHost(String language, String code) {
    String token = token();
    Start start = Start.of("run", "-", "--language", language, "--json", "--", token);

    Ended ended =
        start
            .withStdin(code.replace("SECRET", surroundings.secretFile().toString()))
            .withEnvironment(surroundings.callersEnvironment())
            .run();

    Product.assumeInstalled(language, ended);
    assertThat(ended.json().at("step").text()).as("%s", ended).isEqualTo("compile");
    assertThat(
            ended.json().at("compile.stderr.data").text()
                + ended.json().at("compile.stdout.data").text())
        .as("what it says is missing")
        .isNotEmpty()
        .doesNotContain("root:");
    surroundings.assertUntouched(ended, token);
  }

  @Test
  @Tag("slow")
  void aCompilerThatDoesNotEndIsEnded(@TempDir Path folder) throws IOException {
    Path code = folder.resolve("main.cpp");
    Files.writeString(
        code,
        """
        template <int N> struct Tree { typename Tree<2 * N>::Type left; typename Tree<2 * N + 1>::Type right; };
        #include __FILE__
        #include __FILE__
        """);
    String token = token();

    Ended ended =
        Start.of("run", code.toString(), "--timeout", "5s", "--output", "1M", "--json", "--", token)
            .run();

    Product.assumeInstalled("cpp", ended);
    assertThat(ended.json().at("step").text()).isEqualTo("compile");
    assertThat(ended.stdout().size()).isLessThan(8 << 20);
    surroundings.assertUntouched(ended, token);
  }

  private static String token() {
    return "attack-" + UUID.randomUUID();
  }

  private static void assertHeld(Attack attack, Ended ended) {
    Product.assumeInstalled(attack.language(), ended);
    Json result = ended.json();
    assertThat(result.names()).as("a result: %s", ended).contains("run");
    String stdout =
        result.at("run.stdout.encoding").text().equals("utf-8")
            ? result.at("run.stdout.data").text()
            : decoded(result);
    assertThat(lines(stdout, "ESCAPED: ")).as("what was not held").isEmpty();
    assertThat(lines(stdout, "held: ")).as("evidence: %s", ended).isNotEmpty();
    assertThat(end(result)).as("%s", ended).isEqualTo(attack.says("ends").orElse("exited 0"));
    List<String> hits = result.at("limitsHit").list().stream().map(Object::toString).toList();
    attack
        .says("hits")
        .ifPresentOrElse(
            limit -> assertThat(hits).contains(limit), () -> assertThat(hits).isEmpty());
    attack
        .says("within")
        .ifPresent(seconds ->
            assertThat((Double) result.at("run.usage.wallSeconds").value())
                .isLessThan(Double.parseDouble(seconds)));
  }

  private static String decoded(Json result) {
    byte[] bytes = java.util.Base64.getDecoder().decode(result.at("run.stdout.data").text());
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String end(Json result) {
    Json outcome = result.at("run.outcome");
    String kind = outcome.at("kind").text();
    return switch (kind) {
      case "exited" -> kind + " " + outcome.at("status").number();
      case "signalled" -> kind + " " + outcome.at("name").text();
      case "limit-reached" -> kind + " " + outcome.at("limit").text();
      default -> kind;
    };
  }

  private static List<String> lines(String text, String start) {
    return text.lines().filter(line -> line.startsWith(start)).toList();
  }
}
