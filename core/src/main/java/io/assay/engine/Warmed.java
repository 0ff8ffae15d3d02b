package io.assay.engine;

import io.assay.Ahead;
import io.assay.Limits;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.Template;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Sandboxes opened ahead of need, each with a program started in it that waits for its order. Each
/// is given out once. Where none is ready a cold one is opened instead: nobody waits for warmth.
public final class Warmed implements Sandboxes {
  private static final System.Logger LOG = System.getLogger(Warmed.class.getName());

  /// Kinds of sandboxes that are kept at one time; the one least recently asked for goes first.
  private static final int MOST_SHELVES = 16;

  /// Sandboxes of one kind that wait at one time.
  private static final int MOST_READY = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  /// What nobody asked for in this time is taken away.
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final LocalSandboxes local;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Kind, Shelf> shelves = new LinkedHashMap<>(16, 0.75f, true);
  private @Nullable Thread stocker;
  private boolean closed;

  /// @param local opens them; ends with this
  public Warmed(LocalSandboxes local) {
    this.local = local;
  }

  /// What sandboxes must have in common to stand for each other: what is decided when they are
  /// opened. The rest is bound when one is given out.
  private record Kind(Template template, Limits limits, Ahead ahead) {
    static Optional<Kind> of(SandboxSpec spec) {
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
      return spec.ahead().map(ahead -> new Kind(spec.template(), decided, ahead));
    }
  }

  /// The sandboxes of one kind.
  private static final class Shelf {
    final Deque<LocalSandbox> ready = new ArrayDeque<>();

    /// How many are to be ready: none until a second one is asked for.
    int wanted;

    long asked = System.nanoTime();
  }

  @Override
  public Sandbox open(SandboxSpec spec) throws InterruptedException {
    Optional<Kind> kind = Kind.of(spec);
    LocalSandbox ready = kind.isPresent() ? take(kind.get()) : null;
    return ready == null ? local.open(spec) : ready.boundTo(spec, local.isolation().require(spec));
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
      }
      if (stocker == null) {
        stocker = Thread.ofVirtual().name("stocker").start(this::stock);
      }
      changed.signal();
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
        List<LocalSandbox> old = new ArrayList<>();
        lock.lockInterruptibly();
        try {
          clear(old);
          next = lacking();
          if (next == null && old.isEmpty()) {
            if (shelves.isEmpty()) {
              stocker = null;
              return;
            }
            changed.await(IDLE.toNanos() / 4, TimeUnit.NANOSECONDS);
          }
        } finally {
          lock.unlock();
        }
        old.forEach(LocalSandbox::close);
        if (next != null) {
          add(next.getKey(), next.getValue());
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /// Moves what has not been asked for in time to `old`.
  private void clear(List<LocalSandbox> old) {
    long now = System.nanoTime();
    int over = shelves.size() - MOST_SHELVES;
    // Least recently asked for first.
    for (var each = shelves.values().iterator(); each.hasNext(); ) {
      Shelf shelf = each.next();
      if (over > 0 || now - shelf.asked > IDLE.toNanos()) {
        over--;
        old.addAll(shelf.ready);
        shelf.ready.clear();
        shelf.wanted = 0;
        each.remove();
      }
    }
  }

  private Map.@Nullable Entry<Kind, Shelf> lacking() {
    for (var entry : shelves.entrySet()) {
      if (entry.getValue().ready.size() < entry.getValue().wanted) {
        return Map.entry(entry.getKey(), entry.getValue());
      }
    }
    return null;
  }

  private void add(Kind kind, Shelf shelf) throws InterruptedException {
    LocalSandbox made = null;
    try {
      made = local.local(new SandboxSpec(kind.template(), kind.limits(), Set.of()));
      made.park(kind.ahead());
      made = shelve(made, shelf);
    } catch (SandboxException e) {
      LOG.log(System.Logger.Level.DEBUG, "no sandbox could be made ahead", e);
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
