package io.assay.cli;

import io.assay.Assay;
import io.assay.Guarantee;
import io.assay.Limits;
import io.assay.Output;
import io.assay.Program;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.SandboxException;
import io.assay.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// `assay run`: one program, in a fresh sandbox.
final class RunCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "run",
              List.of("assay run PATH... [OPTIONS] [-- ARGUMENT...]"),
              "Runs a program in a fresh sandbox and exits with its status.")
          .ending(
              "Examples:",
              "  assay run main.py",
              "  assay run app.ts -- arg1 arg2",
              "  echo 3 | assay run sum.go",
              "  assay run lib.rs main.rs",
              "  assay run - --language cpp < prog.cpp",
              "  assay run --template python-data analysis.py",
              "  assay run src/ --entry src/main.py --env KEY=VALUE --timeout 5s --memory 256M --cpus 1 --json",
              "",
              "Sizes are in powers of 1024: 64K, 256M, 1.5G. Times: 500ms, 5s, 1m30s; a bare number is seconds.",
              "A default limit is enforced by the best means this host has; one that you set is refused where it",
              "cannot hold for the whole sandbox. 'assay doctor' tells which hold here.");

  private final Words.Value<List<String>> paths =
      words.parameters(
          "1..*",
          "PATH",
          "A file; several files (what their paths have in common is left out); a folder, whose content is"
              + " put into the sandbox's home, without .git, .hg, .svn, .jj and links that leave it; or -"
              + " for code from stdin, with --language.");

  private final Words.Value<String> entry =
      words.text("FILE", "The file to run, where several could be meant.", "--entry");

  private final Words.Value<String> language =
      words.text(
          "NAME", "The language, where the file's name does not tell it.", "-l", "--language");

  private final Templated templated = new Templated(words);

  private final Words.Value<List<String>> environment =
      words.texts(
          "KEY=VALUE", "An environment variable of the program; may be repeated.", "-e", "--env");

  private final Words.Value<Duration> timeout =
      words.time(
          "Wall-clock time, of compiling and of running each (default: 30s).", "-t", "--timeout");

  private final Words.Value<Long> memory =
      words.size("Memory of all processes together (default: 1G).", "-m", "--memory");

  private final Words.Value<Double> cpus = words.share("Processors (default: 2).", "--cpus");

  private final Words.Value<Duration> cpuTime =
      words.time("Processor time of all processes together (default: 60s).", "--cpu-time");

  private final Words.Value<Long> processes =
      words.count("Processes and threads at one time (default: 256).", "--processes");

  private final Words.Value<Long> disk = words.size("Bytes in files (default: 512M).", "--disk");

  private final Words.Value<Long> diskFiles =
      words.count("Number of files and folders (default: 65536).", "--disk-files");

  private final Words.Value<Long> output =
      words.size("Bytes of stdout and stderr together (default: 16M).", "--output");

  private final Words.Value<Long> openFiles =
      words.count("Open files of one process (default: 1024).", "--open-files");

  private final Words.Value<List<String>> required =
      words.list(
          "GUARANTEE",
          "Refuse to run unless this holds without exception, such as memory-limit; may be repeated.",
          "--require");

  private final Words.Flag json =
      words.flag(
          "Print one JSON document instead of what the program prints (docs/json.md).", "--json");

  @Override
  public Words words() {
    return words;
  }

  @Override
  public boolean takesArguments() {
    return true;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    Limits limits = limits();
    Set<Guarantee> guarantees = guarantees();
    Map<String, String> variables = variables();
    Sources.Gathered sources =
        Sources.gather(
            console.directory(),
            paths.or(List.of()),
            entry.get(),
            language.get().map(Sources::namedLanguage),
            limits,
            console.in());
    if (!json.given()) {
      warn(sources.skipped(), console);
    }
    Program program = sources.program().withArguments(rest).withEnvironment(variables);
    InputStream stdin =
        paths.or(List.of()).contains("-") ? InputStream.nullInputStream() : console.in();
    Voice voice = new Voice(console);
    Run run =
        new Run(
            sources.language(),
            program,
            limits,
            guarantees,
            stdin,
            json.given() ? Run.Audience.NONE : voice);
    RunResult result;
    try (Assay assay = templated.assay(console)) {
      result = assay.run(run);
    } catch (UncheckedIOException e) {
      // The program was ended. Why stdout takes nothing any more has been said.
      return Stdout.status(e);
    }
    int status = Exit.of(result);
    if (json.given()) {
      JsonReport.result(console, result, status);
    } else {
      voice.conclude(Account.of(result, limits));
    }
    return status;
  }

  private static void warn(List<String> skipped, Console console) {
    if (!skipped.isEmpty()) {
      String shown = String.join(", ", skipped.subList(0, Math.min(5, skipped.size())));
      String more = skipped.size() > 5 ? " and " + (skipped.size() - 5) + " more" : "";
      console.say("left out: " + shown + more);
    }
  }

  private Map<String, String> variables() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String word : environment.or(List.of())) {
      int at = word.indexOf('=');
      if (at < 1) {
        throw SandboxException.caller(
            "--env '%s' is not KEY=VALUE, such as DEBUG=1".formatted(word));
      }
      all.put(word.substring(0, at), word.substring(at + 1));
    }
    return all;
  }

  private Set<Guarantee> guarantees() {
    Map<String, Guarantee> known =
        Arrays.stream(Guarantee.values())
            .collect(
                Collectors.toMap(Guarantee::word, it -> it, (one, _) -> one, LinkedHashMap::new));
    Set<Guarantee> all = EnumSet.noneOf(Guarantee.class);
    List<String> unknown = new ArrayList<>();
    for (String word : required.or(List.of())) {
      Guarantee guarantee = known.get(word);
      if (guarantee == null) {
        unknown.add(word);
      } else {
        all.add(guarantee);
      }
    }
    if (!unknown.isEmpty()) {
      throw SandboxException.caller(
          "--require '%s' is not known; known: %s"
              .formatted(unknown.getFirst(), String.join(", ", known.keySet())));
    }
    return all;
  }

  private Limits limits() {
    Limits limits = timeout.onto(Limits.DEFAULT, Limits::withWall);
    limits = memory.onto(limits, Limits::withMemoryBytes);
    limits = cpus.onto(limits, Limits::withCpus);
    limits = cpuTime.onto(limits, Limits::withCpuTime);
    limits = processes.onto(limits, (all, count) -> all.withProcesses(clamp(count)));
    limits = disk.onto(limits, Limits::withDiskBytes);
    limits = diskFiles.onto(limits, Limits::withDiskFiles);
    limits = output.onto(limits, Limits::withOutputBytes);
    return openFiles.onto(limits, (all, count) -> all.withOpenFiles(clamp(count)));
  }

  private static int clamp(long count) {
    return Math.clamp(count, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /// Passes the program's output on, byte by byte as it comes, and says how it ended.
  private static final class Voice implements Run.Audience {
    private final Console console;

    /// Whether the last byte seen by whoever reads stderr left the cursor within a line.
    private boolean midLine;

    Voice(Console console) {
      this.console = console;
    }

    /// What a compiler says is not the program's output, whatever stream it says it on.
    @Override
    public void hear(Language.Phase phase, Output piece) {
      byte[] bytes = piece.bytes().toArray();
      boolean toStdout = phase == Language.Phase.RUN && piece.stream() == Output.Stream.STDOUT;
      OutputStream to = toStdout ? console.out() : console.err();
      try {
        to.write(bytes);
        to.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (bytes.length > 0 && (toStdout ? console.colours() : console.errColours())) {
        midLine = bytes[bytes.length - 1] != '\n';
      }
    }

    void conclude(List<String> lines) {
      if (!lines.isEmpty() && midLine && console.errColours()) {
        console.errWriter().println();
      }
      lines.forEach(console::say);
    }
  }
}
