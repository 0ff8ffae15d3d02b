package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Bytes;
import io.assay.Command;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
class CppHeadersTest {
  private static final Path PROGRAMS = Path.of("src/test/resources/io/assay/engine/warm-cpp");

  @TempDir static Path state;
  private static Warmth warmth;
  private static Toolchain toolchain;

  @BeforeAll
  static void startEngine() throws InterruptedException {
    warmth = Warmth.start(state);
    toolchain = warmth.toolchain(Language.CPP);
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
  void aProgramMeansWhatItMeansToTheBareCompiler(String name) throws Exception {
    LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put("main.cpp", new Program.Content.HostFile(PROGRAMS.resolve(name), false));
    Program program = new Program(files, "main.cpp", List.of(), Map.of());

    assertThat(seen(program, toolchain))
        .isEqualTo(seen(program, Warmth.without(toolchain, "linker", "headers")));
  }

  private static List<Warmth.Seen> seen(Program program, Toolchain with) throws Exception {
    // The compiler's temporary files have names by chance.
    return warmth.direct(Language.CPP, program, with).stream()
        .map(it ->
            new Warmth.Seen(
                it.end(), it.stdout(), it.stderr().replaceAll("/tmp/cc\\w{6}", "/tmp/cc…")))
        .toList();
  }

  @Test
  void whatAProgramIncludesFirstIsNotParsedAgain() throws Exception {
    Path headers = Path.of(toolchain.tools().getOrDefault("headers", ""));
    assertThat(headers.resolve("iostream.h.gch")).exists();
    Program program = Program.of("main.cpp", "#include <iostream>\nint main() {}\n");
    Command compile =
        Language.CPP.steps(program, toolchain, Limits.DEFAULT).compile().orElseThrow();

    assertThat(compile.arguments().get(1)).contains("'-include' '" + headers + "/iostream.h'");

    // Told to say which headers it reads, the compiler marks one that was compiled with '!'.
    List<String> arguments = new ArrayList<>(compile.arguments());
    arguments.set(
        1,
        arguments
            .get(1)
            .replace("-Wfatal-errors", "-H")
            .replace("2>&1) ", "2>/build/said) ")
            .replaceFirst("\\|\\| exec.*", "; cat /build/said"));
    Command saying = new Command(compile.program(), arguments, Map.of(), Sandbox.HOME);
    assertThat(warmth.direct(Language.CPP, program, List.of(saying)).getFirst().stdout())
        .contains("! " + headers + "/iostream.h.gch");
  }

  @Test
  void noProgramCanChangeTheHeadersOfTheNext() throws Exception {
    String code =
        "#include <fstream>\n#include <iostream>\n#include <cstdio>\n#include <cerrno>\n"
            + "int main(int n, char **all) { std::string at = all[1]; std::ofstream out(at);\n"
            + "std::cout << out.is_open() << std::rename(at.c_str(), \"/build/x\") << std::remove(at.c_str()); }";
    String header = toolchain.tools().get("headers") + "/iostream.h.gch";
    Program program = Program.of("main.cpp", code).withArguments(List.of(header));

    assertThat(seen(program, toolchain).getLast().stdout()).isEqualTo("0-1-1");
  }

  @Test
  void aProgramsOwnHeaderStandsInForTheLibrarys() throws Exception {
    LinkedHashMap<String, Program.Content> files = new LinkedHashMap<>();
    files.put(
        "main.cpp",
        new Program.Content.Text(Bytes.of("#include <iostream>\nint main() { return MINE; }\n")));
    files.put("iostream", new Program.Content.Text(Bytes.of("#define MINE 5\n")));
    Program program = new Program(files, "main.cpp", List.of(), Map.of());

    assertThat(seen(program, toolchain).getLast().end()).isEqualTo(new Outcome.Exited(5));
  }
}
