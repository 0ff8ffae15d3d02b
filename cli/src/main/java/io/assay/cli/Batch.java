package io.assay.cli;

import io.assay.Assay;
import io.assay.Limits;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.SandboxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// Runs the cases of a file, several at a time, each in a sandbox of its own. What is held is what
/// is under way: neither the cases nor the results as a whole.
final class Batch {
  /// Bytes of a case, with its files.
  static final long LONGEST = 16 << 20;

  /// Names of ignored fields that are told.
  private static final int MOST_IGNORED = 10;

  private final Assay assay;
  private final Lines lines;
  private final Limits usual;
  private final Results results;
  private final Tally tally;
  private final ReentrantLock reading = new ReentrantLock();

  /// The ids that were seen: the one thing that grows with the number of cases.
  private final Set<String> seen = new HashSet<>();

  private final Set<String> done;
  private final Set<String> ignored = new TreeSet<>();
  private long begun;
  private volatile boolean stopped;

  /// @param usual the limits of a case that says nothing else
  /// @param done the ids of cases that need not be run any more
  Batch(Assay assay, Lines lines, Limits usual, Set<String> done, Results results, Tally tally) {
    this.assay = assay;
    this.lines = lines;
    this.usual = usual;
    this.done = done;
    this.results = results;
    this.tally = tally;
  }

  /// A case, and its place among those that are run, from 0.
  private record Next(long place, Case work) {}

  /// Runs all of them.
  ///
  /// @param jobs how many at a time
  /// @throws IOException if cases cannot be read or results not be written
  void run(int jobs) throws InterruptedException, IOException {
    List<FutureTask<Void>> workers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < jobs; i++) {
      FutureTask<Void> worker = new FutureTask<>(worker());
      workers.add(worker);
      threads.add(Thread.ofVirtual().name("case").start(worker));
    }
    try {
      for (FutureTask<Void> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException broken -> throw broken;
        case InterruptedException ended -> throw ended;
        case null, default -> throw new IllegalStateException("a worker failed", e.getCause());
      }
    } finally {
      // Whoever waits for a line that does not come cannot be waited for.
      stopped = true;
      threads.forEach(Thread::interrupt);
    }
  }

  /// The fields that meant nothing, as far as they are told.
  Set<String> ignored() {
    return ignored;
  }

  private Callable<Void> worker() {
    return () -> {
      try {
        for (Next next = next(); next != null; next = next()) {
          results.put(next.place(), attempt(next.work()));
        }
        return null;
      } catch (Throwable e) {
        stopped = true;
        // Its result does not come, and others may wait for room behind it.
        results.close();
        throw e;
      }
    };
  }

  /// The next case that is to be run; null behind the last.
  private @Nullable Next next() throws IOException, InterruptedException {
    reading.lockInterruptibly();
    try {
      results.awaitRoom();
      while (!stopped) {
        Lines.Line line = lines.next();
        if (line == null) {
          return null;
        }
        Case work = read(line);
        if (work != null) {
          return new Next(begun++, work);
        }
      }
      return null;
    } finally {
      reading.unlock();
    }
  }

  /// The case of a line; null if it is not to be run.
  private @Nullable Case read(Lines.Line line) {
    try {
      if (!line.whole()) {
        throw SandboxException.caller("it is longer than " + Amount.text(LONGEST));
      }
      Case work = Case.read(line.bytes(), usual);
      if (ignored.size() < MOST_IGNORED) {
        ignored.addAll(work.ignored());
      }
      if (!seen.add(work.id())) {
        tally.count(Tally.Kind.REPEATED);
        tally.say("line %d: id '%s' is there already: not run".formatted(line.number(), work.id()));
        return null;
      }
      if (done.contains(work.id())) {
        tally.count(Tally.Kind.DONE_BEFORE);
        return null;
      }
      return work;
    } catch (SandboxException e) {
      tally.count(Tally.Kind.MALFORMED);
      tally.say("line %d: %s".formatted(line.number(), Main.message(e)));
      return null;
    }
  }

  /// Runs a case, and returns its result as a line.
  private byte[] attempt(Case work) throws InterruptedException {
    try {
      RunResult result =
          assay.run(
              Run.of(work.language(), work.program())
                  .withLimits(work.limits())
                  .withStdin(new ByteArrayInputStream(work.stdin().toArray())));
      return JsonReport.line(json -> {
        json.writeStringProperty("id", work.id());
        judge(json, work, result);
        JsonReport.result(json, result, Exit.of(result));
      });
    } catch (SandboxException e) {
      tally.count(Tally.Kind.NOT_RUN);
      return JsonReport.line(json -> {
        json.writeStringProperty("id", work.id());
        JsonReport.failure(json, e.blame(), Main.message(e), Exit.of(e.blame()));
      });
    }
  }

  private void judge(JsonGenerator json, Case work, RunResult result) {
    if (work.expectation().isEmpty()) {
      tally.count(Tally.Kind.RAN);
      return;
    }
    List<String> differences = work.expectation().get().differences(result);
    tally.count(differences.isEmpty() ? Tally.Kind.PASSED : Tally.Kind.FAILED);
    json.writeBooleanProperty("passed", differences.isEmpty());
    json.writeName("differences").writeStartArray();
    differences.forEach(json::writeString);
    json.writeEndArray();
  }
}
