package io.assay.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Limits;
import io.assay.Output;
import io.assay.Sandbox;
import io.assay.SandboxSpec;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessesTest {
  private static final Path PROGRAMS = Path.of("programs");

  @Test
  void twoRunsInOneSandboxAreFoundOut(@TempDir Path state)
      throws IOException, InterruptedException {
    try (Assay assay = Assay.start(state, line -> {})) {
      for (Language language : List.of(Language.PYTHON, Language.JAVASCRIPT)) {
        Discovery found = assay.discover(language);
        assumeTrue(found instanceof Discovery.Found, () -> found.toString());
        Toolchain tools = ((Discovery.Found) found).toolchain();
        Witnesses witnesses = new Witnesses();

        try (Sandbox one = open(assay, language);
            Sandbox other = open(assay, language)) {
          witnesses.hear("one", testimony(one, language, tools));
          witnesses.hear("other", testimony(other, language, tools));

          assertThatThrownBy(() -> witnesses.hear("one", testimony(one, language, tools)))
              .hasMessageContaining("shared a sandbox");
        }
        assertThat(witnesses.count()).isEqualTo(2);
      }
    }
  }

  @Test
  void aSandboxThatWasSweptIsKnownAgain() {
    Witnesses witnesses = new Witnesses();
    witnesses.hear("python", "1-2-3-4-5-6 0\n");

    assertThatCode(() -> witnesses.hear("python", "1-9-3-4-5-6 0\n")).doesNotThrowAnyException();
    assertThatThrownBy(() -> witnesses.hear("python", "1-2-3-4-5-6 0\n"))
        .hasMessageContaining("shared a sandbox");
    assertThatThrownBy(() -> witnesses.hear("python", "no such file"))
        .hasMessageContaining("no witness");
  }

  private static Sandbox open(Assay assay, Language language)
      throws IOException, InterruptedException {
    Sandbox sandbox =
        assay
            .sandboxes()
            .open(new SandboxSpec(assay.template(List.of(language)), Limits.DEFAULT, Set.of()));
    byte[] witness = Files.readAllBytes(PROGRAMS.resolve(file(language)));
    sandbox.write(file(language), false, new ByteArrayInputStream(witness));
    return sandbox;
  }

  private static String testimony(Sandbox sandbox, Language language, Toolchain tools)
      throws InterruptedException {
    String program = BareTools.tool(tools, language.equals(Language.PYTHON) ? "python" : "node");
    try (Execution execution = sandbox.start(Command.of(program, file(language)))) {
      StringBuilder said = new StringBuilder();
      for (Output output = execution.next(); output != null; output = execution.next()) {
        said.append(output.bytes().text());
      }
      return said.toString();
    }
  }

  private static String file(Language language) {
    return "witness." + language.extensions().getFirst();
  }
}
