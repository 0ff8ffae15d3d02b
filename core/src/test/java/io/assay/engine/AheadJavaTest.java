package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Bytes;
import io.assay.Program;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class AheadJavaTest {
  private static final Path PROGRAMS = Path.of("src/test/resources/io/assay/engine/warm-java");

  @TempDir static Path state;
  private static Warmth warmth;
  private static Toolchain toolchain;

  @BeforeAll
  static void startEngine() throws InterruptedException {
    warmth = Warmth.start(state);
    toolchain = warmth.toolchain(Language.JAVA);
  }

  @AfterAll
  static void stopEngine() {
    warmth.close();
  }

  static Stream<String> programs() throws IOException {
    return Warmth.programs(PROGRAMS);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aCompilerThatIsReadySaysAndMakesWhatJavacDoes(String name) throws Exception {
    LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
    String folder = name.equals("Modern.java") ? "some/where/" : "";
    files.put(folder + "Main.java", new Program.Content.HostFile(PROGRAMS.resolve(name), false));
    compare(new Program(files, folder + "Main.java", List.of(), Map.of()));
  }

  @Test
  void severalFilesAndPackagesAreCompiledTogether() throws Exception {
    compare(
        program(
            Map.of(
                "Main.java",
                "public class Main { public static void main(String[] a) { System.out.println(x.of.Kind.values().length + new b.It<>(\"é\").value()); } }",
                "x/of/Kind.java",
                "package x.of; public enum Kind { ONE, TWO }",
                "b/It.java",
                "package b; public record It<T>(T value) { public It { java.util.Objects.requireNonNull(value); } }")));
  }

  @Test
  void whatNamesAnAnnotationProcessorIsTakenAsTheCompilerAloneTakesIt() throws Exception {
    compare(
        program(
            Map.of(
                "Main.java",
                "public class Main { public static void main(String[] a) {} }",
                "META-INF/services/javax.annotation.processing.Processor",
                "nowhere.Processor\n")));
  }

  private static Program program(Map<String, String> texts) {
    LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> files.put(name, new Program.Content.Text(Bytes.of(text))));
    return new Program(files, "Main.java", List.of(), Map.of());
  }

  private static void compare(Program program) throws Exception {
    List<Warmth.Seen> bare =
        warmth.direct(Language.JAVA, program, Warmth.without(toolchain, "compiler", "archive"));
    Run run = Run.of(Language.JAVA, program);

    assertThat(Warmth.seen(warmth.cold(run))).isEqualTo(bare);
    assertThat(Warmth.seen(warm(run))).isEqualTo(bare);
  }

  private static RunResult warm(Run run) throws InterruptedException {
    return warmth.until(run, result -> result.compile().orElseThrow().outcome().warm());
  }

  @Test
  void theCompilerStartsFromAnArchive() throws Exception {
    Program program = Program.of("Main.java", "public class Main {}");
    var compile =
        Language.JAVA.steps(program, toolchain, io.assay.Limits.DEFAULT).compile().orElseThrow();
    List<String> words = new java.util.ArrayList<>(compile.arguments());
    words.replaceAll(word -> word.equals("-Xlog:disable") ? "-Xlog:class+load" : word);
    var saying =
        new io.assay.Command(compile.program(), words, compile.environment(), compile.directory());

    assertThat(warmth.direct(Language.JAVA, program, List.of(saying)).getFirst().stdout())
        .containsPattern("com.sun.tools.javac.main.JavaCompiler source: shared objects file");
  }
}
