package io.assay.isolation;

import io.assay.Command;
import io.assay.Diagnosis;
import io.assay.Diagnosis.Kind;
import io.assay.Diagnosis.State;
import io.assay.Execution;
import io.assay.Guarantee;
import io.assay.Isolation;
import io.assay.Limit;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Output;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Tries every guarantee from inside a sandbox: with the shell that the host has, each time in a
/// fresh sandbox, doing what the guarantee says cannot be done.
///
/// @param facts the host
/// @param sandboxes where sandboxes are made
/// @param host what the host says that it enforces
/// @param hear is told what each trial came to
public record Doctor(
    Facts facts, Sandboxes sandboxes, HostIsolation host, Consumer<Diagnosis> hear) {
  private static final long MIB = 1 << 20;

  /// What a trial prints is short; a sandbox that lets more through has failed it anyway.
  private static final int MOST_OUTPUT = 64 * 1024;

  private static final String BUG =
      "this must not be: report it with the output of 'assay doctor --json'";

  /// Small enough that each is met within a second.
  private static final Limits LIMITS =
      new Limits(
          1,
          64 * MIB,
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          16,
          4 * MIB,
          100,
          MIB,
          64,
          Set.of());

  /// How a script ended, and what it printed.
  private record Seen(Outcome outcome, String printed) {
    boolean endedBy(Limit limit) {
      return outcome.end() instanceof Outcome.LimitReached(Limit reached) && reached == limit;
    }
  }

  /// Says why there are no sandboxes on this host at all.
  public static Diagnosis unable(Facts facts, SandboxException failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    Cure cure = Cure.ofNoSandbox(facts, message);
    // Without the hint to ask the doctor.
    int end = message.indexOf("). ");
    String step = end < 0 ? message : message.substring(0, end + 1);
    String wrong = cure.wrong().equals(message) ? step : cure.wrong() + " [" + step + "]";
    return new Diagnosis(Kind.SANDBOX, "sandbox", State.MISSING, wrong, cure.remedy());
  }

  /// Tries that a sandbox can be made, then each guarantee.
  ///
  /// @throws SandboxException if no sandbox can be made
  public void examine() throws InterruptedException {
    run(LIMITS, ":");
    hear.accept(
        Diagnosis.holds(
            Kind.SANDBOX,
            "sandbox",
            "Linux %s, started by user %d, programs have %s"
                .formatted(facts.kernel(), facts.uid(), host.identity())));
    Isolation isolation = host.isolation();
    for (Guarantee guarantee : Guarantee.values()) {
      hear.accept(examine(guarantee, isolation));
    }
  }

  private Diagnosis examine(Guarantee guarantee, Isolation isolation) throws InterruptedException {
    String means = isolation.means().get(guarantee);
    if (means == null) {
      Cure cure = Cure.ofNoGroups(facts, whyNoGroups());
      return new Diagnosis(
          Kind.GUARANTEE, guarantee.word(), State.MISSING, cure.wrong(), cure.remedy());
    }
    String broken;
    try {
      broken = tryToBreak(guarantee);
    } catch (SandboxException e) {
      broken = "it could not be tried: " + e.getMessage();
    }
    if (!broken.isEmpty()) {
      return new Diagnosis(
          Kind.GUARANTEE, guarantee.word(), State.MISSING, means + ", but " + broken, BUG);
    }
    if (isolation.bestEffort().contains(guarantee)) {
      Cure cure = Cure.ofNoGroups(facts, whyNoGroups());
      return new Diagnosis(
          Kind.GUARANTEE,
          guarantee.word(),
          State.WEAK,
          means + ", not kept by the kernel: " + cure.wrong(),
          cure.remedy());
    }
    return Diagnosis.holds(Kind.GUARANTEE, guarantee.word(), means);
  }

  private String whyNoGroups() {
    return switch (host.cgroups()) {
      case Cgroups.None(String why) -> why;
      case Cgroups.V1(var bases) -> "only " + bases.keySet() + " could be made";
      case Cgroups.V2(Path base) -> base + " lacks a controller";
    };
  }

  /// What went through that must not; empty if the guarantee held.
  private String tryToBreak(Guarantee guarantee) throws InterruptedException {
    return switch (guarantee) {
      case FILES ->
          printed(
              """
              for file in /usr/assay-trial /etc/assay-trial /assay-trial /dev/assay-trial /proc/sys/kernel/hostname; do
                (echo x >"$file") 2>/dev/null && echo "$file could be written"
              done
              [ ! -e '%s' ] || echo 'the state folder of the host is visible'
              echo x >written && [ -s written ] || echo 'its own home cannot be written'
              """
                  .formatted(facts.state().toString().replace("'", "'\\''")));
      case PROCESSES ->
          printed(
              """
              seen=0
              for process in /proc/[0-9]*; do seen=$((seen + 1)); done
              [ $seen -le 2 ] || echo "it sees $seen processes"
              """
                  + differs("pid"));
      case NETWORK ->
          printed(
              """
              while IFS=: read -r name rest; do
                case $name in *'|'* | *lo) ;; *) echo "it sees the interface $name" ;; esac
              done </proc/net/dev
              """
                  + differs("net"));
      case IPC -> printed(differs("ipc") + differs("uts"));
      case PRIVILEGES ->
          printed(
              """
              while read -r name value rest; do
                case $name in
                Cap*) [ "$value" = 0000000000000000 ] || echo "$name is $value" ;;
                Uid:) [ "$value" != 0 ] || echo 'it is root' ;;
                esac
              done </proc/self/status
              """
                  + differs("user"));
      case SYSCALLS ->
          printed(
              """
              while read -r name value; do
                case $name in
                NoNewPrivs:) [ "$value" = 1 ] || echo 'programs can gain privileges' ;;
                Seccomp:) [ "$value" = 2 ] || echo 'there is no filter' ;;
                esac
              done </proc/self/status
              if command -v unshare >/dev/null && unshare -U true 2>/dev/null; then echo 'a namespace could be made'; fi
              """);
      case TIME_LIMIT -> {
        Seen seen = run(wall(Duration.ofMillis(300), 1), "read -r line");
        yield seen.endedBy(Limit.TIME) ? "" : "a program that waits was not ended in time";
      }
      case CPU_LIMIT -> {
        Seen seen = run(cpuTime(Duration.ofMillis(200)), "while :; do :; done");
        yield seen.endedBy(Limit.CPU) ? "" : "a program that computes for ever was not ended";
      }
      case CPUS_LIMIT -> {
        Seen seen = run(wall(Duration.ofSeconds(1), 0.25), "while :; do :; done");
        long percent = 100 * seen.outcome().usage().cpu().toMillis() / 1000;
        yield percent <= 50
            ? ""
            : "a program that may use 25 % of a processor used " + percent + " %";
      }
      case MEMORY_LIMIT -> {
        Seen seen = run(LIMITS, "x=0123456789abcdef; while :; do x=$x$x; done");
        boolean met =
            seen.endedBy(Limit.MEMORY) || seen.outcome().limitsHit().contains(Limit.MEMORY);
        yield met ? "" : "a program that takes memory without end was not ended by that";
      }
      case PROCESSES_LIMIT -> {
        Seen seen =
            run(
                LIMITS,
                "i=0; while [ $i -lt 40 ]; do (while :; do :; done) & i=$((i + 1)); done; echo all");
        yield seen.printed().contains("all")
            ? "40 processes could be started where 16 are allowed"
            : "";
      }
      case DISK_LIMIT -> {
        Seen seen =
            run(
                LIMITS,
                "x=0123456789abcdef; for i in 1 2 3 4 5 6 7 8 9 10; do x=$x$x; done; i=0\n"
                    + "while [ $i -lt 512 ] && printf %s \"$x\" 2>/dev/null; do i=$((i + 1)); done >file; echo $i >&2");
        yield seen.printed().contains("512")
            ? "8 MiB could be written where 4 MiB are allowed"
            : "";
      }
      case OUTPUT_LIMIT -> {
        Seen seen = run(LIMITS, "while :; do echo 0123456789abcdef0123456789abcdef; done");
        yield seen.endedBy(Limit.OUTPUT)
            ? ""
            : "a program that prints without end was not ended by that";
      }
      case FILES_LIMIT ->
          printed(
              """
              [ "$(ulimit -n)" = 64 ] || echo "it may open $(ulimit -n) files"
              (ulimit -n 65) 2>/dev/null && echo 'it may raise the limit'
              """);
    };
  }

  /// A script that prints something if the sandbox shares a namespace with us.
  private static String differs(String namespace) {
    try {
      String ours = Files.readSymbolicLink(Path.of("/proc/self/ns", namespace)).toString();
      return "[ \"$(readlink /proc/self/ns/%1$s 2>/dev/null)\" != '%2$s' ] || echo 'it shares the host %1$s namespace'\n"
          .formatted(namespace, ours);
    } catch (IOException e) {
      // This process may not know its own: then there is nothing to compare with.
      return "";
    }
  }

  /// What a script prints that prints only what should not be.
  private String printed(String script) throws InterruptedException {
    Seen seen = run(LIMITS, script + "\necho tried");
    List<String> lines = seen.printed().lines().toList();
    return lines.isEmpty() || !lines.getLast().equals("tried")
        ? "the trial did not come to its end: " + seen.outcome().end() + " " + lines
        : String.join(", ", lines.subList(0, lines.size() - 1));
  }

  private Seen run(Limits limits, String script) throws InterruptedException {
    Template template =
        new Template(
            "doctor", List.of(), List.of(), List.of(), List.of(), Map.of(), new TreeMap<>());
    StringBuilder printed = new StringBuilder();
    try (Sandbox sandbox = sandboxes.open(new SandboxSpec(template, limits, Set.of()));
        Execution execution = sandbox.start(Command.of("/bin/sh", "-c", script))) {
      for (Output output = execution.next(); output != null; output = execution.next()) {
        if (printed.length() < MOST_OUTPUT) {
          printed.append(output.bytes().text());
        }
      }
      return new Seen(execution.outcome(), printed.toString());
    }
  }

  private static Limits wall(Duration wall, double cpus) {
    return new Limits(
        cpus,
        LIMITS.memoryBytes(),
        wall,
        LIMITS.cpuTime(),
        LIMITS.processes(),
        LIMITS.diskBytes(),
        LIMITS.diskFiles(),
        LIMITS.outputBytes(),
        LIMITS.openFiles(),
        Set.of());
  }

  private static Limits cpuTime(Duration cpuTime) {
    return new Limits(
        LIMITS.cpus(),
        LIMITS.memoryBytes(),
        LIMITS.wall(),
        cpuTime,
        LIMITS.processes(),
        LIMITS.diskBytes(),
        LIMITS.diskFiles(),
        LIMITS.outputBytes(),
        LIMITS.openFiles(),
        Set.of());
  }
}
