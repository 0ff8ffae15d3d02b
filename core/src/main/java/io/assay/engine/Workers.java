package io.assay.engine;

import io.assay.Bytes;
import io.assay.Execution;
import io.assay.Limits;
import io.assay.Output;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.Worker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// [Worker]s at work, and those that wait for work. Each deals with one program at a time. One that
/// does not answer is ended; so is one that has been at it for long, and one that nobody asks.
public final class Workers implements AutoCloseable {
  /// How long one may look at one program: as long as a program may run.
  private static final Duration LONGEST = Limits.DEFAULT.wall();

  /// How many programs one looks at.
  private static final int MOST_PROGRAMS = 500;

  /// How long one lives: as long as it may look at its last program beside.
  private static final Duration LIFE = Duration.ofMinutes(5);

  /// Whom nobody asked for in this time is ended.
  private static final Duration IDLE = Duration.ofSeconds(60);

  /// How many wait at one time; the one that has waited longest goes first.
  private static final int MOST_WAITING =
      Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  /// Of what one says of one program.
  private static final int LONGEST_ANSWER = 4 << 20;

  private static final byte[] END = "end\n".getBytes(StandardCharsets.UTF_8);

  private final Sandboxes sandboxes;
  private final Duration longest;
  private final Duration idle;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// The one that has waited longest first.
  private final List<Employed> waiting = new ArrayList<>();

  /// Compilers that have been asked for.
  private final Set<Worker> known = ConcurrentHashMap.newKeySet();

  private @Nullable Thread dismissing;
  private boolean closed;

  /// @param sandboxes where they work
  public Workers(Sandboxes sandboxes) {
    this(sandboxes, LONGEST, IDLE);
  }

  /// @param longest how long one may look at one program
  /// @param idle how long one may wait for the next
  Workers(Sandboxes sandboxes, Duration longest, Duration idle) {
    this.sandboxes = sandboxes;
    this.longest = longest;
    this.idle = idle;
  }

  /// What a worker says of a program, its last line left out.
  ///
  /// @throws SandboxException blaming the host if none gets through the program
  public String ask(Worker worker, Program program) throws InterruptedException {
    Employed known = take(worker);
    if (known != null) {
      try {
        return ask(known, program);
      } catch (SandboxException e) {
        // What it has seen before may be the reason.
        System.getLogger(Workers.class.getName())
            .log(System.Logger.Level.DEBUG, "a worker that had worked before", e);
      }
    }
    return ask(new Employed(worker), program);
  }

  /// What a compiler that stays makes of a program in memory, and the processor time that it took;
  /// empty if a fresh compiler has to be asked: it has something to say of the program, makes more
  /// than is kept of one, or is the first of its kind, for which nothing is gained.
  ///
  /// @param compiler answers as [io.assay.language.Steps] says
  /// @param arguments of the command that compiles
  Optional<Product> make(Worker compiler, Program program, List<String> arguments)
      throws InterruptedException {
    if (known.add(compiler)) {
      return Optional.empty();
    }
    Employed taken = take(compiler);
    try {
      return with(
          taken == null ? new Employed(compiler) : taken, it -> it.make(program, arguments));
    } catch (SandboxException | IllegalArgumentException e) {
      System.getLogger(Workers.class.getName())
          .log(System.Logger.Level.DEBUG, "a compiler that stays", e);
      return Optional.empty();
    }
  }

  /// What was made.
  ///
  /// @param files by absolute path inside the sandbox
  record Product(Map<String, Bytes> files, Duration cpu) {}

  private String ask(Employed worker, Program program) throws InterruptedException {
    return with(worker, it -> it.ask(program));
  }

  /// Has one do something; it waits for more afterwards if it could.
  private <T> T with(Employed worker, Task<T> task) throws InterruptedException {
    boolean sound = false;
    try {
      T answer = task.of(worker);
      sound = true;
      return answer;
    } finally {
      if (!sound || !keep(worker)) {
        worker.close();
      }
    }
  }

  private @Nullable Employed take(Worker worker) {
    lock.lock();
    try {
      // The one that worked last: what it needs is at hand, and the others may go.
      for (int i = waiting.size() - 1; i >= 0; i--) {
        if (waiting.get(i).worker.equals(worker)) {
          return waiting.remove(i);
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// Has one wait for more; false if it is not needed any longer.
  private boolean keep(Employed worker) {
    Employed leaving = null;
    lock.lock();
    try {
      if (closed || worker.asked >= MOST_PROGRAMS || age(worker.started) > LIFE.toNanos()) {
        return false;
      }
      worker.free = System.nanoTime();
      waiting.add(worker);
      if (waiting.size() > MOST_WAITING) {
        leaving = waiting.removeFirst();
      }
      if (dismissing == null) {
        dismissing = Thread.ofVirtual().name("workers").start(this::dismiss);
      }
    } finally {
      lock.unlock();
    }
    if (leaving != null) {
      leaving.close();
    }
    return true;
  }

  /// Ends those whom nobody asks, for as long as there are any who wait.
  private void dismiss() {
    try {
      while (true) {
        Employed leaving;
        lock.lockInterruptibly();
        try {
          if (waiting.isEmpty()) {
            dismissing = null;
            return;
          }
          long left = idle.toNanos() - age(waiting.getFirst().free);
          leaving = left > 0 ? null : waiting.removeFirst();
          if (leaving == null) {
            changed.await(left, TimeUnit.NANOSECONDS);
          }
        } finally {
          lock.unlock();
        }
        if (leaving != null) {
          leaving.close();
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static long age(long since) {
    return System.nanoTime() - since;
  }

  /// Ends those who wait, and, when they have done, those who work.
  @Override
  public void close() {
    List<Employed> left;
    lock.lock();
    try {
      closed = true;
      left = List.copyOf(waiting);
      waiting.clear();
      if (dismissing != null) {
        dismissing.interrupt();
      }
    } finally {
      lock.unlock();
    }
    left.forEach(Employed::close);
  }

  /// What one does for one program.
  @FunctionalInterface
  private interface Task<T> {
    T of(Employed worker) throws InterruptedException;
  }

  /// One at work.
  private final class Employed implements AutoCloseable {
    /// A worker's own: what bounds it is what bounds each of its answers.
    private static final Limits LIMITS =
        new Limits(
            Limits.DEFAULT.cpus(),
            Limits.DEFAULT.memoryBytes(),
            LIFE.plus(LONGEST),
            LIFE.plus(LONGEST).multipliedBy(2),
            Limits.DEFAULT.processes(),
            Limits.DEFAULT.diskBytes(),
            Limits.DEFAULT.diskFiles(),
            (long) MOST_PROGRAMS * LONGEST_ANSWER,
            Limits.DEFAULT.openFiles(),
            Set.of());

    final Worker worker;
    final long started = System.nanoTime();
    int asked;
    long free;
    private final Sandbox sandbox;
    private final Execution execution;

    Employed(Worker worker) throws InterruptedException {
      this.worker = worker;
      this.sandbox = sandboxes.open(new SandboxSpec(worker.template(), LIMITS, Set.of()));
      boolean started = false;
      try {
        for (var file : worker.files().entrySet()) {
          sandbox.write(file.getKey(), false, new ByteArrayInputStream(file.getValue().toArray()));
        }
        this.execution = sandbox.start(worker.command());
        started = true;
      } finally {
        if (!started) {
          sandbox.close();
        }
      }
    }

    String ask(Program program) throws InterruptedException {
      String folder = Sandbox.HOME + "/" + ++asked;
      Runner.fill(sandbox, folder + "/", program);
      return say(hex(folder) + " " + hex(program.entry()));
    }

    Optional<Product> make(Program program, List<String> arguments) throws InterruptedException {
      asked++;
      Runner.fill(sandbox, "", program);
      List<String> answer = say(hex(String.join("\0", arguments))).lines().toList();
      Map<String, Bytes> files = new TreeMap<>();
      long left = Artefacts.LARGEST;
      for (String file : answer.subList(Math.min(1, answer.size()), answer.size())) {
        String path = new String(HexFormat.of().parseHex(file), StandardCharsets.UTF_8);
        Bytes content = sandbox.read(path, left);
        files.put(path, content);
        left -= content.size();
      }
      say("");
      return answer.isEmpty()
          ? Optional.empty()
          : Optional.of(new Product(files, Duration.ofNanos(Long.parseLong(answer.getFirst()))));
    }

    private static String hex(String text) {
      return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /// @return what it answers to a line
    private String say(String line) throws InterruptedException {
      Thread patience = Thread.ofVirtual().name("patience").start(this::wearOut);
      try {
        execution.stdin().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        return answer();
      } catch (IOException e) {
        throw lost("it ended before: " + e.getMessage());
      } finally {
        patience.interrupt();
      }
    }

    private void wearOut() {
      try {
        Thread.sleep(longest);
        execution.cancel();
      } catch (InterruptedException answered) {
        Thread.currentThread().interrupt();
      }
    }

    private String answer() throws InterruptedException {
      Answer said = new Answer();
      ByteArrayOutputStream aside = new ByteArrayOutputStream();
      for (Output output = execution.next(); output != null; output = execution.next()) {
        byte[] bytes = output.bytes().toArray();
        (output.stream() == Output.Stream.STDOUT ? said : aside).writeBytes(bytes);
        if (said.size() + aside.size() > LONGEST_ANSWER) {
          throw lost("it said more than " + LONGEST_ANSWER + " bytes");
        }
        if (said.hasEnded()) {
          String all = said.toString(StandardCharsets.UTF_8);
          return all.substring(0, all.length() - END.length);
        }
      }
      String complaint = Bytes.copyOf(aside.toByteArray()).text().strip();
      String end = execution.outcome().end().sentence();
      throw lost(
          complaint.isEmpty()
              ? end
              : end + ": " + complaint.substring(0, Math.min(complaint.length(), 500)));
    }

    private SandboxException lost(String why) {
      return SandboxException.host(
          worker.name() + " did not get through the program: " + why, null);
    }

    @Override
    public void close() {
      execution.close();
      sandbox.close();
    }
  }

  /// What one has said so far. It is asked for its end after each piece, of which there may be one
  /// a line: nothing is copied for that.
  private static final class Answer extends ByteArrayOutputStream {
    /// Whether the last line is the one that says so.
    boolean hasEnded() {
      int at = count - END.length;
      return at >= 0
          && (at == 0 || buf[at - 1] == '\n')
          && Arrays.equals(buf, at, count, END, 0, END.length);
    }
  }
}
