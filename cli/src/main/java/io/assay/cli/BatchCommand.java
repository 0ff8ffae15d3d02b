package io.assay.cli;

import io.assay.Assay;
import io.assay.Limits;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay batch`: many programs, each in a fresh sandbox, all processors busy.
@Command(
    name = "batch",
    description = "Runs the cases of a file, one a line, each in a fresh sandbox.",
    customSynopsis = "assay batch CASES [OPTIONS]",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  assay batch cases.jsonl > results.jsonl",
      "  assay batch cases.jsonl --output results.jsonl --resume",
      "  generate | assay batch - --as-completed --jobs 4 --timeout 5s",
      "",
      "A case: {\"id\": \"1\", \"language\": \"python\", \"code\": \"print(6 * 7)\", \"expect\": {\"stdout\": \"42\"}}",
      "Every field: docs/batch.md.",
      "",
      "Exit status: 0 every case came to what was expected of it, 1 some did not, 2 some line was",
      "malformed or some case could not be run, 64 wrong usage."
    })
final class BatchCommand implements Main.Action {
  private static final int ALL_AS_EXPECTED = 0;
  private static final int SOME_NOT = 1;
  private static final int INCOMPLETE = 2;
  private static final int MOST_JOBS = 1024;

  @Parameters(
      arity = "1",
      paramLabel = "CASES",
      description = "The file with the cases, a JSON object a line, or - for stdin.")
  private String cases = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where the results go, a JSON object a line (default: stdout).")
  private @Nullable Path output;

  @Option(
      names = "--resume",
      description = "Go on with the results that --output holds: run only what is not among them.")
  private boolean resume;

  @Option(
      names = "--as-completed",
      description = "Write each result as it comes, not in the order of the cases.")
  private boolean asCompleted;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "Cases at one time (default: one a processor).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "TIME",
      converter = Amount.Time.class,
      description = "Wall-clock time of a case that does not say it (default: 30s).")
  private @Nullable Duration timeout;

  @Option(
      names = {"-m", "--memory"},
      paramLabel = "SIZE",
      converter = Amount.Size.class,
      description = "Memory of a case that does not say it (default: 1G).")
  private @Nullable Long memory;

  @Mixin private Templated templated = new Templated();

  @Override
  public int act(List<String> rest, Console console) throws InterruptedException {
    if (jobs < 1 || jobs > MOST_JOBS) {
      throw SandboxException.caller("--jobs is %d; expected 1 to %d".formatted(jobs, MOST_JOBS));
    }
    Limits usual = timeout == null ? Limits.DEFAULT : Limits.DEFAULT.withWall(timeout);
    usual = memory == null ? usual : usual.withMemoryBytes(memory);
    Path to = output == null ? null : console.directory().resolve(output);
    try (InputStream in = open(console)) {
      Set<String> done = before(to);
      if (to == null) {
        return run(in, usual, done, console.out(), console);
      }
      try (OutputStream out = append(to)) {
        return run(in, usual, done, out, console);
      }
    } catch (IOException e) {
      return broken(e, console);
    }
  }

  private int run(InputStream in, Limits usual, Set<String> done, OutputStream out, Console console)
      throws IOException, InterruptedException {
    Lines lines = new Lines(in, Batch.LONGEST);
    Results results = new Results(out, !asCompleted);
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

  private InputStream open(Console console) {
    if (cases.equals("-")) {
      return console.in();
    }
    try {
      return Files.newInputStream(file(console));
    } catch (IOException e) {
      throw SandboxException.caller("cannot read the cases: " + e);
    }
  }

  private Path file(Console console) {
    return console.directory().resolve(cases);
  }

  /// How many cases there are, where somebody looks at the progress and it can be known.
  private OptionalLong total(Console console) throws IOException {
    if (!console.errColours() || cases.equals("-") || !Files.isRegularFile(file(console))) {
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
    if (!resume) {
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
      return resume
          ? Files.newOutputStream(to, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
          : Files.newOutputStream(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw SandboxException.caller(
          "'%s' is there already: go on with it by --resume, or remove it".formatted(to));
    } catch (IOException e) {
      throw SandboxException.caller("cannot write to '%s': %s".formatted(to, e));
    }
  }

  /// Results cannot be written, or cases not be read, any more.
  private static int broken(IOException e, Console console) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    if (message.contains("Broken pipe")) {
      return Exit.READER_LEFT;
    }
    console.say("cannot go on: " + message);
    return Exit.HOST;
  }
}
