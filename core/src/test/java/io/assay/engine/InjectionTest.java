package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.assay.Command;
import io.assay.Execution;
import io.assay.Limit;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Output;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Template;
import io.assay.isolation.Architecture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each system call of a run fails once, and at each a process is killed once, from the sandbox's
/// order to the program's exec: either the run is as it always is, its isolation included, or the
/// failure is ours and says so.
@Tag("slow")
class InjectionTest {
  private static final Template BARE =
      new Template("bare", List.of(), List.of(), List.of(), List.of(), Map.of(), new TreeMap<>());

  /// Tells all that a set-up decides, as far as a program can see it; in one stream, because the
  /// order of what comes in two is nobody's promise.
  private static final String PROBE =
      """
      exec 2>&1
      echo begin
      grep -E '^(Uid|Gid|Groups|Umask|Sig|Shd|Cap|NoNewPrivs|Seccomp)' /proc/self/status
      cat /proc/self/limits /proc/self/oom_score_adj /proc/self/cgroup
      while read -r id parent device root point options rest; do echo "$point $options"; done </proc/self/mountinfo
      hostname; pwd; umask; env | sort; cat file; stat -c '%A %h %u %g %n' file /proc/self/fd/*
      echo end
      exit 7
      """;

  /// EPERM, EAGAIN, ENOMEM, EMFILE, ENOSPC.
  private static final int[] ERRORS = {1, 11, 12, 24, 28};

  private static final int KILL = 0;

  @TempDir Path folder;
  private Template template;
  private LocalSandboxes sandboxes;
  private Ran good;
  private List<String> calls;
  private int places;

  /// Whether the program's process is there before its program.
  private boolean ahead;

  /// The calls whose failure left no word of what had failed.
  private final List<String> unexplained = new ArrayList<>();

  private record Ran(Outcome.End end, Set<Limit> limits, String output, String file) {
    /// What is in one of the two only: a page of text is not to be compared by eye.
    List<String> differences(Ran other) {
      List<String> all = new ArrayList<>(lines());
      other
          .lines()
          .forEach(line -> {
            if (!all.remove(line)) {
              all.add(line);
            }
          });
      return all;
    }

    private List<String> lines() {
      return (end + "\n" + limits + "\n" + output + "\n" + file).lines().toList();
    }
  }

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Architecture.current() == Architecture.X86_64, "the injector knows x86-64 only");
    Path inject = Path.of("../cell/target/release/examples/inject").toRealPath();
    Path script =
        Files.createFile(
            folder.resolve("script"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(
        script,
        "#!/bin/sh\nexec %s %s %s \"$@\"\n".formatted(inject, folder, CellHost.unpack(folder)));
    order("");
    // The longest way to a root file system: with a folder whose ids are mapped.
    template = BARE.withWritable(Files.createDirectory(folder.resolve("project")));
    sandboxes = LocalSandboxes.with(script);
    places = Remains.named(ProcessHandle.current().pid()).size();
    good = run();
    calls = Files.readAllLines(folder.resolve("calls"));
    assertThat(run().differences(good)).as("between two runs").isEmpty();
  }

  @AfterEach
  void stop() {
    sandboxes.close();
  }

  private void order(String order) throws IOException {
    Files.writeString(folder.resolve("order"), order);
  }

  private Ran run() throws InterruptedException {
    SandboxSpec spec = new SandboxSpec(template, Limits.DEFAULT, Set.of());
    try (LocalSandbox sandbox = sandboxes.local(spec)) {
      if (ahead) {
        sandbox.ready(Optional.empty());
      }
      sandbox.write(
          "file", true, new ByteArrayInputStream("content".getBytes(StandardCharsets.UTF_8)));
      try (Execution execution = sandbox.start(Command.of("/bin/sh", "-c", PROBE))) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        for (Output piece = execution.next(); piece != null; piece = execution.next()) {
          output.writeBytes(piece.bytes().toArray());
        }
        Outcome outcome = execution.outcome();
        return new Ran(
            outcome.end(),
            outcome.limitsHit(),
            output.toString(StandardCharsets.UTF_8),
            sandbox.read("file", 100).text());
      }
    }
  }

  /// How many calls of `role` there are before the last one before a program's exec.
  private int upToExec(String role) {
    int last = calls.lastIndexOf("program 59");
    assertThat(last).as("a program executes").isPositive();
    return (int) calls.subList(0, last).stream().filter(it -> it.startsWith(role + " ")).count();
  }

  @Test
  void noCallThatFailsLooksLikeAProgramsOutcome() throws Exception {
    int failed = 0;
    for (String role : List.of("host", "init", "program")) {
      for (int number = 1; number <= upToExec(role); number++) {
        failed += inject(role, number, ERRORS[number % ERRORS.length]) ? 1 : 0;
      }
    }
    assertThat(failed).as("of %s calls", calls.size()).isGreaterThan(200);
    assertThat(unexplained)
        .as("the only call whose failure cannot be told: write")
        .hasSizeLessThan(2)
        .containsOnly("init 1 !");
    assertAllIsWell();
  }

  @Test
  void noProcessThatIsKilledLooksLikeAProgramsOutcome() throws Exception {
    for (Map.Entry<String, Integer> step : Map.of("host", 1, "init", 4, "program", 3).entrySet()) {
      int killed = 0;
      int all = 0;
      for (int number = 1; number <= upToExec(step.getKey()); number += step.getValue()) {
        killed += inject(step.getKey(), number, KILL) ? 1 : 0;
        all++;
      }
      // The last calls of an init may come after all has been said.
      assertThat(killed).as(step.getKey()).isBetween(all - 3, all).isGreaterThan(20);
    }
    assertAllIsWell();
  }

  @Test
  void noFailureOfAProcessAheadOfItsProgramLooksLikeAnOutcome() throws Exception {
    ahead = true;
    assertThat(run().differences(good)).as("ahead or not").isEmpty();
    calls = Files.readAllLines(folder.resolve("calls"));
    int failed = 0;
    for (int number = 1; number <= upToExec("program"); number++) {
      failed += inject("program", number, ERRORS[number % ERRORS.length]) ? 1 : 0;
    }
    assertThat(failed).isGreaterThan(20);
    // One that dies before its order comes is replaced.
    int killed = 0;
    for (int number = 1; number <= upToExec("program"); number += 3) {
      killed += inject("program", number, KILL) ? 1 : 0;
    }
    assertThat(killed).isPositive();
    assertAllIsWell();
  }

  /// Whether it came to a failure.
  private boolean inject(String role, int number, int error) throws Exception {
    order(role + " " + number + " " + error);
    try {
      Ran ran = run();
      assertThat(ran.differences(good))
          .as("%s call %s, error %s: %s", role, number, error, hit())
          .isEmpty();
      return false;
    } catch (SandboxException e) {
      assertThat(e)
          .hasMessageMatching(
              "(cannot build a sandbox: |lost the sandbox while: |.* in the sandbox: ).*");
      if (error != KILL && e.toString().contains("its init died")) {
        unexplained.addAll(hit());
      }
      return true;
    }
  }

  /// The call that was made to fail, by its number in the kernel's table.
  private List<String> hit() throws IOException {
    return Files.readAllLines(folder.resolve("calls")).stream()
        .filter(it -> it.endsWith("!"))
        .toList();
  }

  private void assertAllIsWell() throws Exception {
    order("");
    assertThat(run().differences(good)).as("after all").isEmpty();
    List<Path> left = new ArrayList<>();
    Remains.await(() -> {
      left.clear();
      left.addAll(Remains.named(ProcessHandle.current().pid()));
      return left.size() == places;
    });
    assertThat(left).as("of one engine only").hasSize(places);
  }
}
