package io.assay.server.mcp;

import io.assay.Limits;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// The sandboxes that a conversation has open. There are few, each is closed when nobody has used
/// it for a while, and all are when the conversation ends.
final class OpenSandboxes implements AutoCloseable {
  /// Sandboxes at one time.
  static final int MOST = 4;

  /// How long one stays that nobody uses.
  static final Duration IDLE = Duration.ofMinutes(10);

  private final Sandboxes sandboxes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Held> held = new TreeMap<>();
  private int last;

  OpenSandboxes(Sandboxes sandboxes) {
    this.sandboxes = sandboxes;
  }

  /// One of them. Whoever uses it has its lock: one command at a time.
  static final class Held {
    private final String name;
    private final Sandbox sandbox;
    private final Limits limits;
    private final ReentrantLock use = new ReentrantLock();
    private final Thread reaper;
    private long lastUse = System.nanoTime();

    private Held(String name, Sandbox sandbox, Limits limits, OpenSandboxes all) {
      this.name = name;
      this.sandbox = sandbox;
      this.limits = limits;
      this.reaper = Thread.ofVirtual().name("idle " + name).unstarted(() -> all.closeIdle(this));
    }

    String name() {
      return name;
    }

    Sandbox sandbox() {
      return sandbox;
    }

    Limits limits() {
      return limits;
    }
  }

  /// What is done with a sandbox.
  interface Deed<T> {
    T with(Held held) throws InterruptedException;
  }

  /// Opens one.
  ///
  /// @throws SandboxException if it could not be, blaming the caller if there are enough
  Held open(Template template, Limits limits) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (held.size() >= MOST) {
        throw SandboxException.caller(
            "%d sandboxes are open, which is the most: close one of %s"
                .formatted(MOST, held.keySet()));
      }
      Sandbox sandbox = sandboxes.open(new SandboxSpec(template, limits, Set.of()));
      last++;
      Held opened = new Held("s" + last, sandbox, limits, this);
      held.put(opened.name, opened);
      opened.reaper.start();
      return opened;
    } finally {
      lock.unlock();
    }
  }

  /// Does something with the one of that name, when nobody else does.
  ///
  /// @throws SandboxException blaming the caller if it is not open
  <T> T use(String name, Deed<T> deed) throws InterruptedException {
    Held found = find(name);
    found.use.lockInterruptibly();
    try {
      return deed.with(find(name));
    } finally {
      found.lastUse = System.nanoTime();
      found.use.unlock();
    }
  }

  private Held find(String name) {
    lock.lock();
    try {
      Held found = held.get(name);
      if (found == null) {
        throw SandboxException.caller(
            "sandbox '%s' is not open (one that nobody uses for %d minutes is closed); open: %s"
                .formatted(name, IDLE.toMinutes(), held.isEmpty() ? "none" : held.keySet()));
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /// Closes the one of that name, and what runs in it.
  void close(String name) {
    close(find(name));
  }

  private void close(Held one) {
    lock.lock();
    try {
      held.remove(one.name);
    } finally {
      lock.unlock();
    }
    one.reaper.interrupt();
    one.sandbox.close();
  }

  private void closeIdle(Held one) {
    try {
      while (true) {
        one.use.lockInterruptibly();
        long left;
        try {
          left = one.lastUse + IDLE.toNanos() - System.nanoTime();
          if (left <= 0) {
            close(one);
            return;
          }
        } finally {
          one.use.unlock();
        }
        Thread.sleep(Duration.ofNanos(left));
      }
    } catch (InterruptedException e) {
      // Closed by somebody else.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    List<Held> all;
    lock.lock();
    try {
      all = new ArrayList<>(held.values());
    } finally {
      lock.unlock();
    }
    all.forEach(this::close);
  }
}
