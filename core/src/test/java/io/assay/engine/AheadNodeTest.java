package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Bytes;
import io.assay.Limit;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Run;
import io.assay.StepResult;
import io.assay.language.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AheadNodeTest {
  private static final Path PROGRAMS = Path.of("src/test/resources/io/assay/engine/warm-node");

  @TempDir static Path state;
  private static Warmth warmth;

  @BeforeAll
  static void startEngine() {
    warmth = Warmth.start(state);
  }

  @AfterAll
  static void stopEngine() {
    warmth.close();
  }

  static Stream<String> programs() throws IOException {
    return Warmth.programs(PROGRAMS);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("programs")
  void aWarmProgramDoesWhatAColdOneDoes(String name) throws Exception {
    String entry = "main" + name.substring(name.lastIndexOf('.'));
    compare(program(entry, PROGRAMS.resolve(name), Map.of()));
  }

  @Test
  void packageJsonDecidesWhatAFileIs() throws Exception {
    Program module =
        program(
            "main.js",
            PROGRAMS.resolve("package.mjs"),
            Map.of(
                "package.json",
                "{\"type\": \"module\", \"imports\": {\"#it\": \"./it.js\"}}",
                "it.js",
                "export default typeof require;"));
    compare(module);
    assertThat(warmth.warm(order(module)).stdout()).isEqualTo("undefined undefined\n");
  }

  private static Program program(String entry, Path main, Map<String, String> more) {
    LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put(entry, new Program.Content.HostFile(main, false));
    Map<String, String> neighbours =
        Map.of(
            "helper.js", "typeof module === 'object' && (module.exports = { value: 42 });",
            "other.mjs", "export const other = 1; export default [2];",
            "data.json", "{\"a\": [1]}",
            "node_modules/dep/package.json", "{\"main\": \"lib/it.js\"}",
            "node_modules/dep/lib/it.js", "module.exports = __filename;",
            "node_modules/scope/package.json", "{\"exports\": {\"./sub\": \"./x.js\"}}",
            "node_modules/scope/x.js", "exports.sub = true;");
    neighbours.forEach((name, text) -> files.put(name, new Program.Content.Text(Bytes.of(text))));
    more.forEach((name, text) -> files.put(name, new Program.Content.Text(Bytes.of(text))));
    return new Program(files, entry, List.of(), Map.of());
  }

  private static void compare(Program program) throws InterruptedException {
    StepResult cold = warmth.cold(order(program)).last();
    StepResult warm = warmth.warm(order(program)).last();
    assertThat(cold.outcome().warm()).isFalse();
    assertThat(comparable(warm)).isEqualTo(comparable(cold));
  }

  private static String comparable(StepResult result) {
    String seen =
        result.outcome().end() + "\n" + result.stdout().text() + "\n" + result.stderr().text();
    // Process ids and durations differ from one start to the next.
    return seen.replaceAll("\\(node:\\d+\\)", "(node:…)")
        .replaceAll("duration_ms:? [\\d.]+", "duration_ms …")
        .replaceAll("0x[0-9a-f]{6,}|[0-9a-f]{8,16} ", "0x…");
  }

  private static Run order(Program program) {
    return Run.of(Language.JAVASCRIPT, program);
  }

  private static Run order(String code) {
    return order(Program.of("main.js", code));
  }

  @Test
  void argumentsAndVariablesAreTheOrdersOwn() throws Exception {
    Program program =
        Program.of(
                "main.js",
                "console.log(process.argv.slice(2), process.env.A, process.env.TZ, new Date(0).getHours())")
            .withArguments(List.of("x", "", "y z", "ü", "--require"))
            .withEnvironment(Map.of("A", "1=2\n3", "TZ", "Asia/Tokyo"));
    assertThat(warmth.warm(order(program)).stdout())
        .isEqualTo("[ 'x', '', 'y z', 'ü', '--require' ] 1=2\n3 Asia/Tokyo 9\n");
  }

  @Test
  void chanceIsNewInEveryRun() throws Exception {
    String code =
        "const c = require('crypto'); console.log([Math.random(), c.randomUUID(), c.randomBytes(8).toString('hex')].join(' '))";
    Set<String> seen = new HashSet<>();
    for (int run = 0; run < 4; run++) {
      for (String word : warmth.warm(order(code)).stdout().strip().split(" ", -1)) {
        assertThat(seen.add(word)).as(word).isTrue();
      }
    }
  }

  @Test
  void whatOnlyAStartCanDoRunsCold() throws Exception {
    warmth.warm(order("1"));
    for (Map<String, String> variables :
        List.of(
            Map.of("NODE_OPTIONS", "--no-warnings"),
            Map.of("NODE_PATH", "/home/user/lib"),
            Map.of("LANG", "de_DE.UTF-8"))) {
      Program program =
          Program.of("main.js", "console.log(process.env)").withEnvironment(variables);
      StepResult result = warmth.warmly().run(order(program)).last();
      assertThat(result.outcome().warm()).isFalse();
      assertThat(result.outcome().succeeded()).isTrue();
    }
  }

  @Test
  void limitsAreThoseOfTheOrder() throws Exception {
    Limits hasty = Limits.DEFAULT.withWall(Duration.ofMillis(300));
    StepResult late = warmth.warm(order("for (;;);").withLimits(hasty)).last();
    assertThat(late.outcome().end()).isEqualTo(new Outcome.LimitReached(Limit.TIME));

    Limits silent = Limits.DEFAULT.withOutputBytes(10);
    StepResult loud = warmth.warm(order("console.log('x'.repeat(99))").withLimits(silent)).last();
    assertThat(loud.outcome().limitsHit()).containsExactly(Limit.OUTPUT);
  }
}
