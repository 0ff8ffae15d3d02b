package io.assay.engine;

import io.assay.Ahead;
import io.assay.Isolation;
import io.assay.Limits;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Sandboxes opened ahead of need, each with a program started in it that waits for its order,
/// where there is one that can. Each is given out once. Where none is ready, one is forked for the
/// asker if there is a zygote to fork from, and a cold one is opened if not: nobody waits for a
/// start.
public final class Warmed implements Sandboxes {
  /// Kinds of sandboxes that are kept at one time; the one least recently asked for goes first.
  private static final int MOST_SHELVES = 16;

  /// Sandboxes of one kind that wait at one time.
  private static final int MOST_READY = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  /// What all that waits may hold together: as much as this JVM itself.
  private static final long MOST_BYTES = Runtime.getRuntime().maxMemory();

  /// What nobody asked for in this time is taken away.
  static final Duration IDLE = Duration.ofSeconds(60);

  /// For how long whoever was given one has the processors to himself before the next is made:
  /// until a short program has ended that was warm, or one that was not has started.
  private static final Duration WARM_HEAD_START = Duration.ofMillis(6);

  private static final Duration HEAD_START = Duration.ofMillis(100);

  /// Sandboxes that are ended at one time beside those who used them.
  private static final int MOST_ENDING = MOST_READY;

  private final LocalSandboxes local;
  private final BooleanSupplier idle;
  private final Duration unasked;
  private final Semaphore ending = new Semaphore(MOST_ENDING);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// Nanoseconds after which the shelves are looked at again if nothing changes.
  private long pause;

  private final Map<Kind, Shelf> shelves = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Thread stocker;
  private boolean closed;

  /// @param local opens them; ends with this
  public Warmed(LocalSandboxes local) {
    this(local, new Idleness(), IDLE);
  }

  /// @param idle whether there is a processor for what somebody would wait less for and all would
  ///   have more to do with
  /// @param unasked what nobody asked for in this time is taken away
  Warmed(LocalSandboxes local, BooleanSupplier idle, Duration unasked) {
    this.local = local;
    this.idle = idle;
    this.unasked = unasked;
  }

  /// What sandboxes must have in common to stand for each other: what is decided when they are
  /// opened. The rest is bound when one is given out.
  ///
  /// @param shown which folders and files of the host those are that the template names
  /// @param ahead what waits in them
  private record Kind(Template template, List<String> shown, Limits limits, Optional<Ahead> ahead) {
    /// What a sandbox holds in which nothing waits: its init, and what the kernel keeps for it.
    private static final long EMPTY_BYTES = 1 << 20;

    static Kind of(SandboxSpec spec) {
      Limits limits = spec.limits();
      Limits decided =
          new Limits(
              limits.cpus(),
              limits.memoryBytes(),
              Limits.DEFAULT.wall(),
              Limits.DEFAULT.cpuTime(),
              limits.processes(),
              limits.diskBytes(),
              limits.diskFiles(),
              Limits.DEFAULT.outputBytes(),
              Limits.DEFAULT.openFiles(),
              Set.of());
      return new Kind(spec.template(), shown(spec.template()), decided, spec.ahead());
    }

    private static List<String> shown(Template template) {
      List<String> keys = new ArrayList<>();
      for (List<Path> paths : List.of(template.binds(), template.writable())) {
        for (Path path : paths) {
          try {
            keys.add(
                String.valueOf(Files.readAttributes(path, BasicFileAttributes.class).fileKey()));
          } catch (IOException e) {
            // Opening a sandbox says what is wrong with it.
            keys.add("");
          }
        }
      }
      return keys;
    }

    // The one of all components is linked when it is first used, and takes as long as a sandbox.
    @Override
    public int hashCode() {
      return 31 * template.name().hashCode() + Long.hashCode(limits.memoryBytes());
    }

    /// Whether to have it ready takes more of a processor than to have it when it is asked for.
    boolean rehearses() {
      return ahead.filter(it -> it.start() == Ahead.Start.REHEARSED).isPresent();
    }

    Duration headStart() {
      return ahead.isPresent() ? WARM_HEAD_START : HEAD_START;
    }

    long memoryBytes() {
      return ahead.map(Ahead::memoryBytes).orElse(EMPTY_BYTES);
    }

    /// What a sandbox of it is to be.
    SandboxSpec spec() {
      return new SandboxSpec(template, limits, Set.of());
    }
  }

  /// The sandboxes of one kind.
  private static final class Shelf {
    final Deque<LocalSandbox> ready = new ArrayDeque<>();

    /// How many are to be ready: none until a second one is asked for.
    int wanted;

    long asked = System.nanoTime();

    /// From when on what it lacks is made.
    long due = asked;

    /// What forks into them, if it can be done here.
    @Nullable Zygote zygote;

    boolean cannotFork;
  }

  @Override
  public Sandbox open(SandboxSpec spec) throws InterruptedException {
    // Who is refused takes none.
    Isolation inForce = local.isolation().require(spec);
    Kind kind = Kind.of(spec);
    LocalSandbox ready = take(kind);
    if (ready == null) {
      ready = fork(kind);
    }
    return ready == null ? local.open(spec) : ready.boundTo(spec, inForce, this::later);
  }

  /// Has a sandbox ended beside whoever used it: of its program nothing is left by then. Who uses
  /// more of them than can be ended ends them himself.
  private void later(Runnable end) {
    if (!ending.tryAcquire()) {
      end.run();
      return;
    }
    Thread.ofVirtual()
        .name("ending")
        .start(() -> {
          try {
            end.run();
          } finally {
            ending.release();
            restock();
          }
        });
  }

  private void restock() {
    lock.lock();
    try {
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable LocalSandbox fork(Kind kind) throws InterruptedException {
    Zygote zygote;
    lock.lock();
    try {
      Shelf shelf = shelves.get(kind);
      zygote = shelf == null ? null : shelf.zygote;
    } finally {
      lock.unlock();
    }
    if (zygote == null) {
      return null;
    }
    try {
      return zygote.fork(kind.spec());
    } catch (SandboxException e) {
      // Whoever stocks the shelf sees to it.
      System.getLogger(Warmed.class.getName())
          .log(System.Logger.Level.DEBUG, "no sandbox could be forked into", e);
      return null;
    }
  }

  private @Nullable LocalSandbox take(Kind kind) {
    lock.lock();
    try {
      if (closed) {
        return null;
      }
      Shelf shelf = shelves.get(kind);
      if (shelf == null) {
        // Its second use shows that it is used more than once.
        shelves.put(kind, new Shelf());
        return null;
      }
      shelf.asked = System.nanoTime();
      LocalSandbox taken = shelf.ready.poll();
      while (taken != null && !taken.lives()) {
        taken.close();
        taken = shelf.ready.poll();
      }
      if (taken == null) {
        shelf.wanted = Math.clamp(2L * shelf.wanted, 1, MOST_READY);
        shelf.due = shelf.asked;
      } else if (shelf.ready.size() + 1 == shelf.wanted) {
        shelf.due = shelf.asked + kind.headStart().toNanos();
      }
      if (stocker == null) {
        stocker = Thread.ofVirtual().name("stocker").start(this::stock);
      }
      if (shelf.ready.isEmpty()) {
        changed.signal();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Keeps the shelves stocked for as long as there are any that are asked for.
  private void stock() {
    try {
      while (true) {
        Map.Entry<Kind, Shelf> next;
        List<Runnable> old = new ArrayList<>();
        lock.lockInterruptibly();
        try {
          clear(old);
          next = lacking();
          if (next == null && old.isEmpty()) {
            if (shelves.isEmpty()) {
              stocker = null;
              return;
            }
            changed.await(pause, TimeUnit.NANOSECONDS);
          }
        } finally {
          lock.unlock();
        }
        old.forEach(Runnable::run);
        if (next != null) {
          add(next.getKey(), next.getValue());
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes away what has not been asked for in time; `old` gets how to end it.
  private void clear(List<Runnable> old) {
    long now = System.nanoTime();
    int over = shelves.size() - MOST_SHELVES;
    // Least recently asked for first.
    for (var each = shelves.values().iterator(); each.hasNext(); ) {
      Shelf shelf = each.next();
      if (over > 0 || now - shelf.asked > unasked.toNanos()) {
        over--;
        shelf.ready.forEach(it -> old.add(it::close));
        shelf.ready.clear();
        shelf.wanted = 0;
        if (shelf.zygote != null) {
          old.add(shelf.zygote::retire);
          shelf.zygote = null;
        }
        each.remove();
      }
    }
  }

  private Map.@Nullable Entry<Kind, Shelf> lacking() {
    long held = 0;
    for (var entry : shelves.entrySet()) {
      held += entry.getValue().ready.size() * entry.getKey().memoryBytes();
    }
    pause = unasked.dividedBy(4).toNanos();
    long now = System.nanoTime();
    for (var entry : shelves.entrySet()) {
      Shelf shelf = entry.getValue();
      if (shelf.ready.size() >= shelf.wanted || held + entry.getKey().memoryBytes() > MOST_BYTES) {
        continue;
      }
      long early = shelf.due - now;
      if (early <= 0 && entry.getKey().rehearses() && !idle.getAsBoolean()) {
        early = Idleness.WINDOW.toNanos();
      }
      if (early <= 0) {
        return Map.entry(entry.getKey(), shelf);
      }
      pause = Math.min(pause, early);
    }
    return null;
  }

  private void add(Kind kind, Shelf shelf) throws InterruptedException {
    LocalSandbox made = null;
    try {
      made = forked(kind, shelf);
      if (made == null) {
        made = local.local(kind.spec());
        made.ready(kind.ahead());
      }
      made = shelve(made, shelf);
    } catch (SandboxException e) {
      System.getLogger(Warmed.class.getName())
          .log(System.Logger.Level.DEBUG, "no sandbox could be made ahead", e);
      lock.lock();
      try {
        // Whoever asks next finds out why, and may try again.
        shelf.wanted = 0;
      } finally {
        lock.unlock();
      }
    } finally {
      if (made != null) {
        made.close();
      }
    }
  }

  /// A sandbox that a zygote has forked into; none where that cannot be.
  private @Nullable LocalSandbox forked(Kind kind, Shelf shelf) throws InterruptedException {
    if (!kind.ahead().filter(it -> it.start() == Ahead.Start.FORKED).isPresent()
        || shelf.cannotFork) {
      return null;
    }
    Zygote zygote = shelf.zygote;
    try {
      if (zygote != null && zygote.isOld()) {
        set(shelf, null);
        zygote.retire();
        zygote = null;
      }
      if (zygote != null) {
        return zygote.fork(kind.spec());
      }
      zygote = Zygote.start(local, kind.spec(), kind.ahead().orElseThrow());
      LocalSandbox first = zygote.fork(kind.spec());
      if (!set(shelf, zygote)) {
        zygote.retire();
      }
      return first;
    } catch (SandboxException e) {
      System.getLogger(Warmed.class.getName())
          .log(System.Logger.Level.DEBUG, "no zygote could fork", e);
      // One that had forked before has ended, as anything may; a new one that cannot will not.
      shelf.cannotFork = shelf.zygote == null;
      set(shelf, null);
      if (zygote != null) {
        zygote.retire();
      }
      return null;
    }
  }

  /// Makes `zygote` the shelf's; false if nobody asks for that any more.
  private boolean set(Shelf shelf, @Nullable Zygote zygote) {
    lock.lock();
    try {
      if (closed || shelf.wanted == 0) {
        return false;
      }
      shelf.zygote = zygote;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Puts `made` where it can be taken, or gives it back if nobody wants it any more.
  private @Nullable LocalSandbox shelve(LocalSandbox made, Shelf shelf) {
    lock.lock();
    try {
      if (closed || shelf.wanted == 0) {
        return made;
      }
      shelf.ready.add(made);
      return null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<LocalSandbox> left = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      shelves.values().forEach(shelf -> left.addAll(shelf.ready));
      shelves.clear();
      if (stocker != null) {
        stocker.interrupt();
      }
    } finally {
      lock.unlock();
    }
    // Those ready end with the engine.
    local.close();
  }
}
