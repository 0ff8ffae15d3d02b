package io.assay.bench;

import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// How long a verdict takes: of a program by the library, of a staged file by the hook, of a
/// repository's documents by the command.
final class Validating {
  static final String HEAD =
      """
      | judged | way | p50 ms | p99 ms | runs |
      | --- | --- | ---: | ---: | ---: |\
      """;

  /// Verdicts that do not count: the JVM is to have compiled what it does often.
  private static final int REHEARSALS = 300;

  private static final int SNIPPETS = 500;
  private static final int SNIPPETS_A_FILE = 10;

  private final Workshop workshop;
  private final Size size;
  private final Path folder;
  private final Random chance = new Random(System.nanoTime());

  Validating(Workshop workshop, Size size) throws IOException {
    this.workshop = workshop;
    this.size = size;
    this.folder = Files.createDirectory(workshop.folder().resolve("judged"));
  }

  /// The rows.
  List<String> measure() throws IOException, InterruptedException {
    System.err.println("bench: verdicts");
    List<String> rows = new ArrayList<>();
    library(rows);
    hook(rows);
    documents(rows);
    return rows;
  }

  private void library(List<String> rows) throws IOException, InterruptedException {
    String text = Files.readString(workshop.programs().resolve("fifty.py"));
    Validation validation = new Validation(workshop.assay());
    for (int i = 0; i < REHEARSALS; i++) {
      judge(validation, text);
    }
    Series nowAndThen = new Series();
    Series oneByOne = new Series();
    for (int i = 0; i < size.fast(); i++) {
      Thread.sleep(Comparison.PAUSE);
      nowAndThen.add(judge(validation, text));
    }
    for (int i = 0; i < size.fast(); i++) {
      oneByOne.add(judge(validation, text));
    }
    rows.add(row("50 lines of Python, every gate", "library", nowAndThen));
    rows.add(row("the same", "library, one after the other", oneByOne));
  }

  /// How long it takes, in nanoseconds.
  private long judge(Validation validation, String text) throws InterruptedException {
    Change change = Change.of(Language.PYTHON, another(text));
    long begin = System.nanoTime();
    Report report = validation.judge(change);
    long took = System.nanoTime() - begin;
    if (!(report.verdict() instanceof Verdict.Accepted)) {
      throw new IllegalStateException("fifty.py: " + report.judgements());
    }
    return took;
  }

  /// A file that is staged in a repository of its own, changed each time.
  private void hook(List<String> rows) throws IOException {
    Path repository = Files.createDirectory(folder.resolve("repository"));
    String text = Files.readString(workshop.programs().resolve("fifty.py"));
    workshop.start(repository, List.of("/usr/bin/env", "git", "init", "-q"));
    Series with = new Series();
    Series without = new Series();
    for (int i = -5; i < size.slow(); i++) {
      for (Series series : List.of(with, without)) {
        Files.writeString(repository.resolve("fifty.py"), another(text));
        workshop.start(repository, List.of("/usr/bin/env", "git", "add", "fifty.py"));
        Sample sample = workshop.command(repository, series == with, List.of("hook", "run"));
        if (i >= 0) {
          series.add(sample.wallNanos());
        }
      }
    }
    rows.add(row("one staged Python file", "hook, engine up", with));
    rows.add(row("one staged Python file", "hook, no engine", without));
  }

  /// Files with snippets in every language, none of which was ever compiled, and the same again.
  private void documents(List<String> rows) throws IOException {
    Path documents = Files.createDirectory(folder.resolve("documents"));
    List<String> snippets = new ArrayList<>();
    for (Language language : Language.ALL) {
      String code = Files.readString(workshop.mixture(language));
      snippets.add("```" + language.name() + "\n" + code + "```\n");
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SNIPPETS; i++) {
      text.append(another(snippets.get(i % snippets.size()))).append('\n');
      if ((i + 1) % SNIPPETS_A_FILE == 0) {
        Files.writeString(documents.resolve(i / SNIPPETS_A_FILE + ".md"), text);
        text.setLength(0);
      }
    }
    for (String way : List.of("docs, all new", "docs, nothing changed")) {
      Series wall = new Series();
      wall.add(workshop.command(documents, true, List.of("docs", ".", "--cache")).wallNanos());
      rows.add(row(SNIPPETS + " snippets in seven languages", way, wall));
    }
  }

  private String another(String text) {
    return Workshop.another(text, chance);
  }

  private static String row(String what, String way, Series wall) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %.1f | %d |",
        what,
        way,
        wall.median() / 1e6,
        wall.percentile(99) / 1e6,
        wall.size());
  }
}
