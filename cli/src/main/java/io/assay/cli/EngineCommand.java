package io.assay.cli;

import io.assay.Assay;
import io.assay.Reason;
import io.assay.SandboxException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/// `assay engine`: the resident engines of whoever asks.
final class EngineCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "engine",
              List.of("assay engine status [OPTIONS]", "assay engine stop [OPTIONS]"),
              "Shows the engines that stay in the background, and ends them.")
          .ending(
              "Examples:",
              "  assay engine status",
              "  assay engine stop",
              "",
              "status  Shows yours: one for each build, and for each standing (a container, other limits).",
              "stop    Has them take no more calls, and end with those under way.",
              "",
              "One is started with the third use of a build, and ends when nobody calls for ten minutes.",
              "ASSAY_ENGINE says otherwise: off, or another time.");

  @Override
  public Words words() {
    return words;
  }

  @Override
  public Map<String, Supplier<Main.Action>> actions() {
    return Map.of("status", Status::new, "stop", Stop::new);
  }

  @Override
  public int act(List<String> rest, Console console) {
    throw SandboxException.caller("which? Known: status, stop. See 'assay engine --help'");
  }

  /// An engine that runs.
  ///
  /// @param process it
  /// @param build whose code it is
  /// @param since when it was started
  /// @param memoryBytes what it holds
  /// @param ending whether it takes no more calls
  private record Running(
      ProcessHandle process, String build, String since, long memoryBytes, boolean ending) {
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*+(\\d++) kB$");

    /// The caller's that are kept below a state folder.
    static List<Running> below(Path state) {
      List<Running> all = new ArrayList<>();
      for (Path build : folders(state.resolve("engine"))) {
        for (Path standing : folders(build)) {
          in(standing).ifPresent(all::add);
        }
      }
      all.sort(Comparator.comparingLong(it -> it.process().pid()));
      return all;
    }

    private static List<Path> folders(Path folder) {
      List<Path> all = new ArrayList<>();
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
        entries.forEach(all::add);
      } catch (NoSuchFileException | NotDirectoryException e) {
        // There is none, or it has just ended.
        return List.of();
      } catch (IOException e) {
        throw SandboxException.host("cannot look into '%s': %s".formatted(folder, Reason.of(e)), e);
      }
      return all;
    }

    /// The engine of a folder. Its process is known by where it is: after a crash its number may be
    /// another's.
    private static Optional<Running> in(Path folder) {
      try {
        UserPrincipal caller = Files.getOwner(Path.of("/proc/self"));
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        Path process = Path.of("/proc", Long.toString(pid));
        if (!Files.getOwner(folder).equals(caller)
            || !Files.getOwner(process).equals(caller)
            || !Files.readSymbolicLink(process.resolve("cwd")).equals(folder.toRealPath())) {
          return Optional.empty();
        }
        Matcher resident = RESIDENT.matcher(Files.readString(process.resolve("status")));
        long memory = resident.find() ? Long.parseLong(resident.group(1)) << 10 : 0;
        String build = folder.resolveSibling("").getFileName().toString();
        boolean ending = !Files.exists(folder.resolve("socket"));
        return ProcessHandle.of(pid)
            .flatMap(it ->
                it.info()
                    .startInstant()
                    .map(since -> new Running(it, build, since.toString(), memory, ending)));
      } catch (IOException | NumberFormatException e) {
        // There is none any more, or it is another's.
        return Optional.empty();
      }
    }

    String told() {
      return "process %d, %s, since %s, of build %s%s"
          .formatted(
              process.pid(),
              Amount.text(memoryBytes),
              since,
              build,
              ending ? "; it takes no more calls, and ends with those under way" : "");
    }
  }

  /// Prints what is known of engines as one document.
  ///
  /// @param more what else is told of each
  private static void print(
      List<Running> all, Console console, BiConsumer<Running, JsonGenerator> more) {
    JsonReport.print(
        console,
        json -> {
          json.writeNumberProperty("exitStatus", Exit.SUCCESS);
          json.writeName("engines").writeStartArray();
          for (Running one : all) {
            json.writeStartObject();
            json.writeNumberProperty("pid", one.process().pid());
            json.writeStringProperty("build", one.build());
            json.writeStringProperty("since", one.since());
            json.writeNumberProperty("memoryBytes", one.memoryBytes());
            more.accept(one, json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static final class Status implements Main.Action {
    private final Words words =
        new Words(
                this,
                "status",
                List.of("assay engine status [OPTIONS]"),
                "Shows the engines that stay in the background.")
            .ending("Examples:", "  assay engine status", "  assay engine status --json");

    private final Words.Flag json = words.json();

    @Override
    public Words words() {
      return words;
    }

    @Override
    public int act(List<String> rest, Console console) {
      List<Running> all = Running.below(Assay.state());
      if (json.given()) {
        print(all, console, (one, json) -> json.writeBooleanProperty("ending", one.ending()));
      } else if (all.isEmpty()) {
        console.outWriter().println("no engine runs");
      } else {
        all.forEach(one -> console.outWriter().println(one.told()));
      }
      return Exit.SUCCESS;
    }
  }

  static final class Stop implements Main.Action {
    /// Longer than an engine takes that has nothing to do.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration SHORTLY = Duration.ofMillis(20);

    private final Words words =
        new Words(
                this,
                "stop",
                List.of("assay engine stop [OPTIONS]"),
                "Ends the engines that stay in the background, with the calls that are under way.")
            .ending("Examples:", "  assay engine stop", "  assay engine stop --json");

    private final Words.Flag json = words.json();

    @Override
    public Words words() {
      return words;
    }

    @Override
    public int act(List<String> rest, Console console) throws InterruptedException {
      List<Running> all = Running.below(Assay.state());
      all.forEach(one -> one.process().destroy());
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (all.stream().anyMatch(one -> one.process().isAlive()) && System.nanoTime() < end) {
        Thread.sleep(SHORTLY);
      }
      if (json.given()) {
        print(
            all,
            console,
            (one, json) -> json.writeBooleanProperty("ended", !one.process().isAlive()));
      } else if (all.isEmpty()) {
        console.outWriter().println("no engine runs");
      } else {
        for (Running one : all) {
          console
              .outWriter()
              .println(
                  one.process().isAlive()
                      ? "process %d takes no more calls, and ends with those under way"
                          .formatted(one.process().pid())
                      : "process %d has ended".formatted(one.process().pid()));
        }
      }
      return Exit.SUCCESS;
    }
  }
}
