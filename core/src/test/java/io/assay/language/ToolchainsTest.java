package io.assay.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Command;
import io.assay.Limits;
import io.assay.Program;
import io.assay.SandboxException;
import io.assay.StepResult;
import io.assay.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolchainsTest {
  @TempDir Path state;
  @TempDir Path tools;
  private final Map<String, String> environment =
      new HashMap<>(Map.of("PATH", "/usr/bin", "COUNTED_HOME", "a"));
  private final Counted language = new Counted();

  @Test
  void whatWasFoundIsKeptForTheNextProcess() throws IOException, InterruptedException {
    Discovery first = fresh().find(language);
    Discovery second = fresh().find(language);

    assertThat(second).isEqualTo(first);
    assertThat(language.searches).isEqualTo(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aToolThatChangedIsLookedForAgain() throws IOException, InterruptedException {
    fresh().find(language);
    Files.writeString(tools.resolve("tool"), "upgraded");

    fresh().find(language);

    assertThat(language.searches).isEqualTo(2);
  }

  @Test
  void aToolThatAppearsIsNoticedInTheSameProcess() throws IOException, InterruptedException {
    Toolchains toolchains = fresh();
    toolchains.find(language);
    toolchains.find(language);
    Files.writeString(tools.resolve("better-tool"), "new");

    toolchains.find(language);

    assertThat(language.searches).isEqualTo(2);
  }

  @Test
  void aVariableThatChangedMakesItLookAgain() throws InterruptedException {
    fresh().find(language);
    environment.put("UNRELATED", "x");
    fresh().find(language);
    assertThat(language.searches).isEqualTo(1);

    environment.put("COUNTED_HOME", "b");
    fresh().find(language);

    assertThat(language.searches).isEqualTo(2);
  }

  @Test
  void aDamagedFileIsIgnoredAndReplaced() throws IOException, InterruptedException {
    Discovery right = fresh().find(language);
    byte[] whole = Files.readAllBytes(kept());
    int searches = language.searches;
    for (int length : new int[] {0, 3, 11, 12, 40, whole.length - 1}) {
      Files.write(kept(), java.util.Arrays.copyOf(whole, length));
      assertThat(fresh().find(language)).isEqualTo(right);
      assertThat(language.searches).isEqualTo(++searches);
    }
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    Files.write(kept(), flipped);
    assertThat(fresh().find(language)).isEqualTo(right);
    assertThat(language.searches).isEqualTo(++searches);

    assertThat(fresh().find(language)).isEqualTo(right);
    assertThat(language.searches).isEqualTo(searches);
  }

  @Test
  void aFileThatIsALinkIsNotFollowed() throws IOException, InterruptedException {
    fresh().find(language);
    Path elsewhere = Files.move(kept(), tools.resolve("elsewhere"));
    Files.createSymbolicLink(kept(), elsewhere);

    fresh().find(language);

    assertThat(language.searches).isEqualTo(2);
    assertThat(kept()).isRegularFile();
    assertThat(Files.isSymbolicLink(kept())).isFalse();
  }

  @Test
  void whatIsMissingIsLookedForEachTime() throws InterruptedException {
    language.installed = false;

    assertThat(fresh().find(language)).isInstanceOf(Discovery.Missing.class);
    language.installed = true;

    assertThat(fresh().find(language)).isInstanceOf(Discovery.Found.class);
  }

  @Test
  void aWarmLookUpTakesLessThanFiveMilliseconds() throws InterruptedException {
    fresh().find(language);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      Toolchains toolchains = fresh();
      long start = System.nanoTime();
      toolchains.find(language);
      best = Math.min(best, System.nanoTime() - start);
    }

    assertThat(best).isLessThan(5_000_000);
    assertThat(language.searches).isEqualTo(1);
  }

  private Toolchains fresh() {
    return new Toolchains(new Host(environment, state, line -> {}));
  }

  private Path kept() {
    return state.resolve("toolchains/counted");
  }

  /// A language whose search looks at a hundred places and counts itself.
  private final class Counted implements Language {
    int searches;
    boolean installed = true;

    @Override
    public String name() {
      return "counted";
    }

    @Override
    public Set<String> aliases() {
      return Set.of();
    }

    @Override
    public List<String> extensions() {
      return List.of();
    }

    @Override
    public String fileName(String code) {
      return "main";
    }

    @Override
    public Optional<String> entry(SequencedMap<String, Program.Content> files) {
      return Optional.empty();
    }

    @Override
    public boolean isTest(String file) {
      return false;
    }

    @Override
    public Discovery discover(Host host) {
      searches++;
      host.variable("COUNTED_HOME");
      host.exists(tools.resolve("tool"));
      host.exists(tools.resolve("better-tool"));
      for (int i = 0; i < 100; i++) {
        host.exists(tools.resolve("nowhere/" + i));
      }
      return installed
          ? new Discovery.Found(
              new Toolchain(
                  name(),
                  "1.0",
                  Map.of("tool", "/usr/bin/tool"),
                  List.of(Path.of("/opt/ünïcode")),
                  List.of(Path.of("/opt/mask")),
                  List.of(new Template.Overlay(Path.of("/lower"), "/build/over")),
                  List.of("/opt/bin"),
                  Map.of("NAME", "value=with\nlines"),
                  new TreeMap<>(Map.of("packages", "x".repeat(200_000)))))
          : new Discovery.Missing("no tool", "make one");
    }

    @Override
    public Steps steps(Program program, Toolchain toolchain, Limits limits) {
      throw SandboxException.caller("it is never run");
    }

    @Override
    public Optional<Command> library(
        Program program, Toolchain toolchain, Limits limits, StepResult failed) {
      return Optional.empty();
    }

    @Override
    public Optional<ProgramError> error(Phase phase, String stdout, String stderr) {
      return Optional.empty();
    }

    @Override
    public List<ProgramError> compileErrors(String stdout, String stderr) {
      return List.of();
    }
  }
}
