package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.language.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is compiled is new each time, by its last line: nothing that was kept may answer.
@Tag("slow")
class StayingCompilersTest {
  private static final Path PROGRAMS = Path.of("src/test/resources/io/assay/engine");

  private static final String JAVA =
      "public class Main { public static void main(String[] a) { System.out.println(1); } }";

  private static Assay assay;
  private Assay one;
  private long number = System.nanoTime();

  @BeforeAll
  static void startEngine() {
    assay = Assay.start();
  }

  @AfterAll
  static void stopEngine() {
    assay.close();
  }

  @BeforeEach
  void startOwner() {
    one = assay.forOneOwner();
  }

  @AfterEach
  void stopOwner() {
    one.close();
  }

  private String another(String code) {
    return code + "\n// " + ++number;
  }

  private RunResult run(Assay where, Language language, String name, String code)
      throws InterruptedException {
    return where.run(Run.of(language, Program.of(name, another(code))));
  }

  private static boolean stayed(RunResult result) {
    return result.compile().orElseThrow().outcome().warm()
        && result.compile().orElseThrow().outcome().usage().peakMemoryBytes() == 0;
  }

  /// The first of its kind is asked of a compiler of its own.
  private void haveOneStay(Language language, String name, String code)
      throws InterruptedException {
    assertThat(stayed(run(one, language, name, code))).isFalse();
    assertThat(stayed(run(one, language, name, code))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"java, warm-java, Main.java", "typescript, warm-typescript, main.ts"})
  void oneThatHasCompiledOthersSaysAndMakesWhatAFreshOneDoes(
      String language, String folder, String usual) throws Exception {
    Language known = Language.named(language);
    int stayed = 0;
    Map<String, List<Warmth.Seen>> fresh = new TreeMap<>();
    for (int round = 0; round < 2; round++) {
      for (String program :
          (Iterable<String>) Warmth.programs(PROGRAMS.resolve(folder))::iterator) {
        String name = usual.replaceFirst("\\.\\w+$", program.substring(program.indexOf('.')));
        String code = Files.readString(PROGRAMS.resolve(folder).resolve(program));
        RunResult result = run(one, known, name, code);

        if (round == 0) {
          fresh.put(program, Warmth.seen(run(assay, known, name, code)));
        }
        assertThat(Warmth.seen(result)).as(program).isEqualTo(fresh.get(program));
        stayed += stayed(result) ? 1 : 0;
      }
    }
    assertThat(stayed).isGreaterThan(6);
  }

  @Test
  void nothingOfOneProgramIsThereForTheNext() throws Exception {
    haveOneStay(Language.JAVA, "Main.java", JAVA);
    LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put(
        "Main.java",
        text("public class Main { public static void main(String[] a) { b.It.say(); } }"));
    files.put(
        "b/It.java",
        text("package b; public class It { public static void say() { System.out.println(2); } }"));
    RunResult both =
        one.run(Run.of(Language.JAVA, new Program(files, "Main.java", List.of(), Map.of())));
    files.remove("b/It.java");
    RunResult alone =
        one.run(Run.of(Language.JAVA, new Program(files, "Main.java", List.of(), Map.of())));

    assertThat(both.stdout()).isEqualTo("2\n");
    assertThat(stayed(both)).isTrue();
    assertThat(alone.last().error().orElseThrow().message()).isEqualTo("package b does not exist");
  }

  @Test
  void whatBreaksTheCompilerIsToldAsAFreshOneTellsItAndTheNextIsCompiled() throws Exception {
    haveOneStay(Language.JAVA, "Main.java", JAVA);
    String deep =
        "public class Main { int x = " + "(".repeat(20_000) + "1" + ")".repeat(20_000) + "; }";
    RunResult broken = run(one, Language.JAVA, "Main.java", deep);

    assertThat(stayed(broken)).isFalse();
    assertThat(broken.succeeded()).isFalse();
    assertThat(broken.compile().orElseThrow().outcome().end())
        .isEqualTo(
            run(assay, Language.JAVA, "Main.java", deep).compile().orElseThrow().outcome().end());
    assertThat(run(one, Language.JAVA, "Main.java", JAVA).stdout()).isEqualTo("1\n");
  }

  /// An annotation processor is executed by the compiler.
  @Test
  void oneThatExecutesSomethingOfTheProgramDoesNotStay() throws Exception {
    haveOneStay(Language.JAVA, "Main.java", JAVA);
    LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("Main.java", text(another(JAVA)));
    files.put(
        "META-INF/services/javax.annotation.processing.Processor", text("nowhere.Processor\n"));

    assertThat(
            stayed(
                one.run(
                    Run.of(Language.JAVA, new Program(files, "Main.java", List.of(), Map.of())))))
        .isFalse();
  }

  @Test
  void whatItMakesIsNotKeptForOthers() throws Exception {
    haveOneStay(Language.JAVA, "Main.java", JAVA);
    Run run = Run.of(Language.JAVA, Program.of("Main.java", another(JAVA)));

    assertThat(stayed(one.run(run))).isTrue();
    assertThat(assay.run(run).compile().orElseThrow().cached()).isFalse();
    assertThat(assay.run(run).compile().orElseThrow().cached()).isTrue();
  }

  private static Program.Content text(String code) {
    return new Program.Content.Text(Bytes.of(code));
  }
}
