package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Bytes;
import io.assay.Program;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.StepResult;
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
class AheadTypeScriptTest {
  private static final Path PROGRAMS =
      Path.of("src/test/resources/io/assay/engine/warm-typescript");

  private static final Map<String, String> NEIGHBOURS =
      Map.of(
          "helper.mts", "export const helper = (x: string) => x.length;",
          "plain.cts", "export const plain = (x: number) => x;",
          "data.json", "{\"a\": [1]}",
          "node_modules/dep/package.json", "{\"main\": \"it.js\", \"types\": \"it.d.ts\"}",
          "node_modules/dep/it.js", "module.exports = 1;",
          "node_modules/dep/it.d.ts", "declare const depIsThere: number;");

  @TempDir static Path state;
  private static Warmth warmth;
  private static Toolchain toolchain;

  @BeforeAll
  static void startEngine() throws InterruptedException {
    warmth = Warmth.start(state);
    toolchain = warmth.toolchain(Language.TYPESCRIPT);
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
  void aCompilerThatIsReadySaysAndMakesWhatAFreshOneDoes(String name) throws Exception {
    compare(name, Map.of());
  }

  @Test
  void aConfigurationIsHeeded() throws Exception {
    for (String options :
        List.of(
            "\"strict\": true, \"target\": \"es5\", \"lib\": [\"es2015\"], \"module\": \"commonjs\"",
            "\"noImplicitAny\": true, \"module\": \"esnext\", \"moduleResolution\": \"bundler\"")) {
      compare(
          "wrong_types.ts", Map.of("tsconfig.json", "{\"compilerOptions\": {" + options + "}}"));
    }
  }

  private static void compare(String name, Map<String, String> more) throws Exception {
    String entry = "main" + name.substring(name.lastIndexOf('.'));
    LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put(entry, new Program.Content.HostFile(PROGRAMS.resolve(name), false));
    NEIGHBOURS.forEach((file, text) -> files.put(file, new Program.Content.Text(Bytes.of(text))));
    more.forEach((file, text) -> files.put(file, new Program.Content.Text(Bytes.of(text))));
    Run run = Run.of(Language.TYPESCRIPT, new Program(files, entry, List.of(), Map.of()));

    RunResult cold = warmth.cold(run);
    RunResult warm = warm(run);

    assertThat(cold.compile().orElseThrow().outcome().warm()).isFalse();
    assertThat(seen(warm)).isEqualTo(seen(cold));
    Toolchain fresh = Warmth.without(toolchain, "snapshot");
    assertThat(warm.compile().orElseThrow().stderr().text())
        .isEqualTo(warmth.direct(run.language(), run.program(), fresh).getFirst().stderr());
  }

  private static RunResult warm(Run run) throws InterruptedException {
    return warmth.until(run, result -> result.compile().orElseThrow().outcome().warm());
  }

  private static String seen(RunResult result) {
    StringBuilder all = new StringBuilder();
    for (StepResult step :
        Stream.concat(result.compile().stream(), result.run().stream()).toList()) {
      all.append(step.outcome().end()).append('\n');
      all.append(step.stdout().text()).append('\n').append(step.stderr().text()).append('\n');
    }
    return all.toString().replaceAll("\\(node:\\d+\\)", "(node:…)");
  }

  @Test
  void aSnapshotIsMadeWhereNodeCan() {
    assertThat(toolchain.tools()).containsKey("snapshot");
  }

  @Test
  void theNextProgramIsCheckedAgainstNothingOfTheOneBefore() throws Exception {
    Run first =
        Run.of(
            Language.TYPESCRIPT,
            Program.of("main.ts", "declare global { const mine: 1 } export {};"));
    Run second =
        Run.of(Language.TYPESCRIPT, Program.of("main.ts", "console.log(mine); export {};"));
    warm(first);
    warm(first);
    assertThat(warm(second).compile().orElseThrow().stderr().text()).contains("TS2304");
  }
}
