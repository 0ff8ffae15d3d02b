package io.assay.cli;

import io.assay.Assay;
import io.assay.Limits;
import io.assay.Reason;
import io.assay.SandboxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `assay batch`: many programs, each in a fresh sandbox, all processors busy.
final class BatchCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "batch",
              List.of("assay batch CASES [OPTIONS]"),
              "Runs the cases of a file, one a line, each in a fresh sandbox.")
          .ending(
              "Examples:",
              "  assay batch cases.jsonl > results.jsonl",
              "  assay batch cases.jsonl --output results.jsonl --resume",
              "  generate | assay batch - --as-completed --jobs 4 --timeout 5s",
              "",
              "A case: {\"id\": \"1\", \"language\": \"python\", \"code\": \"print(6 * 7)\", \"expect\": {\"stdout\": \"42\"}}",
              "Every field: docs/batch.md.",
              "",
              "Exit status: 0 every case came to what was expected of it, 1 some did not, 2 some line was",
              "malformed or some case could not be run, 64 wrong usage.");

  private static final int ALL_AS_EXPECTED = 0;
  private static final int SOME_NOT = 1;
  private static final int INCOMPLETE = 2;
  private static final int MOST_JOBS = 1024;

  private final Words.Value<String> cases =
      words.parameter(
          "1", "CASES", "The file with the cases, a JSON object a line, or - for stdin.");

  private final Words.Value<Path> output =
      words.file(
          "FILE",
          "Where the results go, a JSON object a line (default: stdout).",
          "-o",
          "--output");

  private final Words.Flag resume =
      words.flag(
          "Go on with the results that --output holds: run only what is not among them.",
          "--resume");

  private final Words.Flag asCompleted =
      words.flag("Write each result as it comes, not in the order of the cases.", "--as-completed");

  private final Words.Value<Integer> jobs =
      words.number("N", "Cases at one time (default: one a processor).", "-j", "--jobs");

  private final Words.Value<Duration> timeout =
      words.time(
          "Wall-clock time of a case that does not say it (default: 30s).", "-t", "--timeout");

  private final Words.Value<Long> memory =
      words.size("Memory of a case that does not say it (default: 1G).", "-m", "--memory");

  private final Templated templated = new Templated(words);

  @Override
  public Words words() {
    return words;
  }

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    int jobs = this.jobs.or(Runtime.getRuntime().availableProcessors());
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw SandboxException.caller("--jobs is %d; expected 1 to %d".formatted(jobs, MOST_JOBS));
    }
    Limits usual = timeout.onto(Limits.DEFAULT, Limits::withWall);
    usual = memory.onto(usual, Limits::withMemoryBytes);
    Path to = output.get().map(console.directory()::resolve).orElse(null);
    try (InputStream in = open(console)) {
      Set<String> done = before(to);
      if (to == null) {
        return run(jobs, in, usual, done, console.out(), console);
      }
      try (OutputStream out = append(to)) {
        return run(jobs, in, usual, done, out, console);
      }
    } catch (IOException e) {
      return broken(e, console);
    }
  }

  private int run(
      int jobs, InputStream in, Limits usual, Set<String> done, OutputStream out, Console console)
      throws IOException, InterruptedException {
    Lines lines = new Lines(in, Batch.LONGEST);
    Results results = new Results(out, !asCompleted.given());
    Tally tally = new Tally(console, total(console));
    try (Assay assay = templated.assay(console)) {
      Batch batch = new Batch(assay, lines, usual, done, results, tally);
      try {
        batch.run(jobs);
      } finally {
        results.close();
        tally.finish();
        if (!batch.ignored().isEmpty()) {
          console.say("fields that were ignored: " + String.join(", ", batch.ignored()));
        }
        console.say(tally.summary());
      }
    }
    return status(tally);
  }

  private static int status(Tally tally) {
    return tally.incomplete()
        ? INCOMPLETE
        : tally.of(Tally.Kind.FAILED) > 0 ? SOME_NOT : ALL_AS_EXPECTED;
  }

  private InputStream open(Console console) throws InterruptedException {
    if (cases.or("").equals("-")) {
      return console.in();
    }
    if (Files.isDirectory(file(console))) {
      throw SandboxException.caller(
          "'%s' is a folder; expected a file with a case a line".formatted(cases.or("")));
    }
    try {
      return Intake.open(file(console));
    } catch (IOException e) {
      throw SandboxException.caller(
          "cannot read the cases of '%s': %s".formatted(cases.or(""), Reason.of(e)));
    }
  }

  private Path file(Console console) {
    return console.directory().resolve(cases.or(""));
  }

  /// How many cases there are, where somebody looks at the progress and it can be known.
  private OptionalLong total(Console console) throws IOException {
    if (!console.errColours() || cases.or("").equals("-") || !Files.isRegularFile(file(console))) {
      return OptionalLong.empty();
    }
    long count = 0;
    try (InputStream in = Files.newInputStream(file(console))) {
      Lines lines = new Lines(in, 0);
      while (lines.next() != null) {
        count++;
      }
    }
    return OptionalLong.of(count);
  }

  /// The ids whose results are there already.
  private Set<String> before(@Nullable Path to) throws IOException {
    if (!resume.given()) {
      return Set.of();
    }
    if (to == null) {
      throw SandboxException.caller(
          "--resume goes on with a file of results: name it with --output");
    }
    return Results.resume(to);
  }

  private OutputStream append(Path to) {
    try {
      return resume.given()
          ? Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
          : Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw SandboxException.caller(
          "'%s' is there already: go on with it by --resume, or remove it".formatted(to));
    } catch (IOException e) {
      throw SandboxException.caller("cannot write to '%s': %s".formatted(to, Reason.of(e)));
    }
  }

  /// Results cannot be written, or cases not be read, any more.
  private int broken(IOException e, Console console) {
    int status = Stdout.status(e);
    if (status != Exit.READER_LEFT && output.get().isPresent()) {
      console.say("cannot go on: " + Reason.of(e));
    }
    return status;
  }
}
