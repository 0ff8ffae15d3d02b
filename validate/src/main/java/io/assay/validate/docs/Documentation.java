package io.assay.validate.docs;

import io.assay.Assay;
import io.assay.Blame;
import io.assay.Limits;
import io.assay.Recipe;
import io.assay.SandboxException;
import io.assay.language.Language;
import io.assay.validate.Verdict;
import io.assay.validate.docs.Plan.Group;
import io.assay.validate.docs.SnippetReport.Judged;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The way in: checks the code that documents show.
///
/// ```java
/// try (Assay assay = Assay.start()) {
///   List<SnippetReport> reports = new Documentation(assay).check(List.of(Path.of("README.md")));
/// }
/// ```
///
/// @param assay where the snippets run
/// @param limits the most that each may consume
/// @param abreast how many run at one time
/// @param storedOutputs whether the outputs that notebooks store are compared with what is printed
/// @param remembers whether snippets that were tried before, and of which nothing has changed, are
///   answered from what they came to: for those that do the same each time
/// @param templates finds the templates that snippets are written for
public record Documentation(
    Assay assay,
    Limits limits,
    int abreast,
    boolean storedOutputs,
    boolean remembers,
    Templates templates) {
  /// Finds what a snippet names by `template=`.
  @FunctionalInterface
  public interface Templates {
    /// What the template is made from; empty if it is not known by that name here.
    ///
    /// @param folder where the document lies
    /// @throws SandboxException blaming the caller for one that makes no sense
    Optional<Recipe> named(String name, Path folder);
  }

  /// How many pieces of code are usually tried at one time: one more than there are processors, for
  /// each waits now and then, when its sandbox is made or ends.
  public static final int ABREAST = Runtime.getRuntime().availableProcessors() + 1;

  /// The usual limits, [#ABREAST] at one time, and no templates but the languages' own.
  public Documentation(Assay assay) {
    this(assay, Limits.DEFAULT, ABREAST, false, false, (_, _) -> Optional.empty());
  }

  /// Whether a file of this name is a document; files of code, whose comments are read as well, are
  /// none.
  public static boolean reads(String fileName) {
    return Format.of(fileName).isPresent();
  }

  /// The documents at or below `paths`, a folder's in the order of their names.
  ///
  /// @throws SandboxException blaming the caller for a path that is none
  public static List<Path> documents(List<Path> paths) {
    return Sought.below(paths);
  }

  /// Checks every document at or below `paths`: a report for each piece of code, in their order,
  /// and before those of a document one for all of it, if there is something to warn of.
  ///
  /// @throws SandboxException blaming the caller for a path that is none
  public List<SnippetReport> check(List<Path> paths) throws InterruptedException {
    try (Trials trials = new Trials(this, Optional.empty(), remembers)) {
      return check(paths, trials);
    }
  }

  /// The same, and what programs print is written into the documents where they show something
  /// else: that is a warning then. What only a document's writer can put right stays wrong.
  ///
  /// @throws SandboxException blaming the caller for a path that is none, and for a document that
  ///   cannot be written or is not any more what was read
  public List<SnippetReport> correct(List<Path> paths) throws InterruptedException {
    Corrections corrections = new Corrections();
    try (Trials trials = new Trials(this, Optional.of(corrections), false)) {
      List<SnippetReport> reports = check(paths, trials);
      corrections.write();
      return reports;
    }
  }

  private List<SnippetReport> check(List<Path> paths, Trials trials) throws InterruptedException {
    List<SnippetReport> reports = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    Neighbours neighbours = new Neighbours();
    for (Path path : Sought.below(paths)) {
      String name = path.toString();
      try {
        Document document = Document.read(path, name);
        Format format = Format.of(path).orElseThrow();
        Plan plan = plan(document, format, neighbours);
        // Without code for readers a file of code is no document.
        if (!format.equals(Format.COMMENTS) || !plan.isEmpty()) {
          DocumentWarnings.of(document, plan.groups()).ifPresent(reports::add);
        }
        reports.addAll(plan.notRun());
        groups.addAll(plan.groups());
      } catch (Document.Unreadable e) {
        reports.add(unreadable(name, e));
      }
    }
    reports.addAll(run(groups, trials));
    reports.sort(Comparator.comparing(SnippetReport::file).thenComparingInt(SnippetReport::line));
    return reports;
  }

  private Plan plan(Document document, Format format, Neighbours neighbours) {
    try {
      List<Block> blocks =
          storedOutputs && format instanceof Notebook notebook
              ? notebook.blocksAndOutputs(document)
              : format.blocks(document);
      return Plan.of(document, blocks, surroundings(document, format, blocks, neighbours));
    } catch (Document.Unreadable e) {
      return new Plan(List.of(), List.of(unreadable(document.name(), e)));
    }
  }

  private static SnippetReport unreadable(String name, Document.Unreadable e) {
    return new SnippetReport(
        name, 1, "", new Judged(new Verdict.Undecided(e.reason()), Duration.ZERO));
  }

  /// What code in a file of code has around it.
  private static Surroundings surroundings(
      Document document, Format format, List<Block> blocks, Neighbours neighbours) {
    Optional<Language> language = Comments.language(document.name());
    return blocks.isEmpty() || language.isEmpty()
        ? Surroundings.NONE
        : format.equals(Format.EXAMPLE)
            ? Example.surroundings(document, language.get(), neighbours)
            : neighbours.of(document, language.get());
  }

  private List<SnippetReport> run(List<Group> groups, Trials trials) throws InterruptedException {
    ConcurrentLinkedQueue<Group> waiting = new ConcurrentLinkedQueue<>(groups);
    ConcurrentLinkedQueue<SnippetReport> reports = new ConcurrentLinkedQueue<>();
    List<FutureTask<Void>> workers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < Math.min(abreast, groups.size()); i++) {
      FutureTask<Void> worker = new FutureTask<>(new Worker(trials, waiting, reports));
      workers.add(worker);
      threads.add(Thread.ofVirtual().name("snippets").start(worker));
    }
    try {
      for (FutureTask<Void> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SandboxException failure -> throw failure;
        case InterruptedException ended -> throw ended;
        case null, default -> throw new IllegalStateException("a worker failed", e.getCause());
      }
    } finally {
      threads.forEach(Thread::interrupt);
    }
    return List.copyOf(reports);
  }

  /// Runs groups as long as there are any. Where one fails the others begin nothing more.
  private record Worker(
      Trials trials,
      ConcurrentLinkedQueue<Group> waiting,
      ConcurrentLinkedQueue<SnippetReport> reports)
      implements Callable<Void> {
    @Override
    public @Nullable Void call() throws InterruptedException {
      try {
        for (Group group = waiting.poll(); group != null; group = waiting.poll()) {
          reports.addAll(tried(group));
        }
        return null;
      } catch (Throwable e) {
        waiting.clear();
        throw e;
      }
    }

    private List<SnippetReport> tried(Group group) throws InterruptedException {
      Trial trial;
      try {
        trial = trials.of(group);
      } catch (SandboxException e) {
        if (e.blame() == Blame.US) {
          throw e;
        }
        Judged undecided =
            new Judged(new Verdict.Undecided("its template: " + e.getMessage()), Duration.ZERO);
        return group.snippets().stream()
            .map(snippet -> Trial.report(group, snippet, undecided))
            .toList();
      }
      return trial.run(group);
    }
  }
}
