package io.assay.engine;

import io.assay.Isolation;
import io.assay.Reason;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.isolation.Cgroups;
import io.assay.isolation.Family;
import io.assay.isolation.HostIsolation;
import io.assay.isolation.UserScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Sandboxes of this host, built by a cell of our own. A cell that was killed takes its sandboxes
/// with it; another one is started for the next.
public final class LocalSandboxes implements Sandboxes {
  /// More than the cell allows itself to set a sandbox up.
  private static final Duration SET_UP = Duration.ofSeconds(45);

  /// Sandboxes that are set up at one time. More would each take longer, and all be ready together
  /// at the end; so the first are used while the last are set up.
  private static final int AT_ONCE = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

  private final Path cell;
  private final Semaphore opening = new Semaphore(AT_ONCE, true);
  private final AtomicLong opened = new AtomicLong();
  private final ReentrantLock replacing = new ReentrantLock();
  private volatile Engine engine;
  private volatile boolean closed;

  private LocalSandboxes(Path cell, Engine engine) {
    this.cell = cell;
    this.engine = engine;
  }

  /// A cell, what it can enforce where it was started, and who takes away what others left there.
  private record Engine(CellHost host, HostIsolation isolation, Thread tidying) {
    void close() {
      try {
        tidying.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      host.close();
    }
  }

  /// Starts an engine.
  ///
  /// @param state the folder where it keeps what outlives it
  public static LocalSandboxes start(Path state) {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      throw SandboxException.host(
          "sandboxes need Linux, and this is "
              + System.getProperty("os.name")
              + "; use a Linux machine, a virtual machine or a container",
          null);
    }
    // The first socket of a JVM takes longer than all of this, and need not wait for it.
    // What is wrong with it is told by whoever needs the second.
    Thread.ofPlatform()
        .daemon()
        .name("first socket")
        .uncaughtExceptionHandler((_, _) -> {})
        .start(Frames::prepare);
    Path cell;
    try {
      cell = CellHost.unpack(state);
    } catch (IOException e) {
      throw Shortage.in(e)
          .map(what -> what.toDo("use the state folder '" + state + "'", e))
          .orElseGet(() -> unusable(state, e));
    }
    return with(cell);
  }

  private static SandboxException unusable(Path state, IOException e) {
    return SandboxException.host(
        "the state folder '%s' cannot be used (%s): set ASSAY_HOME to a folder that can be written"
            .formatted(state, Reason.of(e)),
        e);
  }

  /// Starts an engine with the native program `cell`.
  static LocalSandboxes with(Path cell) {
    return new LocalSandboxes(cell, launch(cell));
  }

  private static Engine launch(Path cell) {
    try {
      CellHost.Folder folder = CellHost.Folder.create();
      Cgroups cgroups = Cgroups.make(folder.name());
      try {
        return launch(cell, folder, cgroups);
      } catch (IOException | RuntimeException e) {
        folder.remove(cgroups.folders());
        throw e;
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static Engine launch(Path cell, CellHost.Folder folder, Cgroups cgroups)
      throws IOException {
    Optional<UserScope> scope =
        cgroups instanceof Cgroups.None ? UserScope.find(folder.name()) : Optional.empty();
    try {
      List<String> prefix = scope.map(UserScope::prefix).orElse(List.of());
      CellHost host = CellHost.start(cell, folder, prefix, cgroups.folders());
      Cgroups own = scope.isPresent() ? scope.get().settle(host.pid()) : cgroups;
      return new Engine(host, new HostIsolation(own), tidy(cgroups));
    } catch (SandboxException e) {
      if (scope.isEmpty()) {
        throw e;
      }
      // The user's systemd would not: without control groups, then.
      CellHost host = CellHost.start(cell, folder, List.of(), List.of());
      return new Engine(host, new HostIsolation(cgroups), tidy(cgroups));
    }
  }

  /// Beside the first sandbox: it needs nothing of this.
  private static Thread tidy(Cgroups cgroups) {
    List<Path> groups = cgroups.folders().stream().map(Path::getParent).toList();
    return Thread.ofPlatform()
        .daemon()
        .name("tidying")
        .start(() -> Leftovers.remove(CellHost.runtimeFolder(), groups));
  }

  private static SandboxException failed(IOException e) {
    String act = "start the sandbox engine";
    return Shortage.in(e)
        .map(what -> what.toDo(act, e))
        .orElseGet(() -> SandboxException.host("cannot " + act + ": " + e, e));
  }

  /// What this host enforces.
  public HostIsolation isolation() {
    return engine.isolation();
  }

  @Override
  public Sandbox open(SandboxSpec spec) throws InterruptedException {
    return local(spec);
  }

  /// A fresh sandbox of this engine.
  LocalSandbox local(SandboxSpec spec) throws InterruptedException {
    return local(spec, new Family.Alone());
  }

  /// A fresh sandbox of this engine, one of `family`.
  LocalSandbox local(SandboxSpec spec, Family family) throws InterruptedException {
    opening.acquire();
    try {
      return openByAnyCell(spec, family);
    } finally {
      opening.release();
    }
  }

  private LocalSandbox openByAnyCell(SandboxSpec spec, Family family) throws InterruptedException {
    Engine first = engine;
    try {
      return open(first, spec, family);
    } catch (IOException e) {
      if (closed) {
        throw SandboxException.caller("this engine is closed; start another one");
      }
      if (!first.host().ended()) {
        throw Frames.broken("opening a sandbox", e);
      }
    }
    // Nothing of the attempt is left where its cell was killed: once more, with another cell.
    try {
      return open(inPlaceOf(first), spec, family);
    } catch (IOException e) {
      throw Frames.broken("opening a sandbox", e);
    }
  }

  private LocalSandbox open(Engine engine, SandboxSpec spec, Family family) throws IOException {
    Isolation inForce = engine.isolation().require(spec);
    String name = "s" + opened.incrementAndGet();
    Path socket = engine.host().socketOf(name);
    byte[] plan = engine.isolation().plan(spec, name, socket.toString(), family);
    Frames lifeline = engine.host().connect();
    try {
      lifeline.send(Frames.OPEN, plan);
      Frames.Frame answer = lifeline.receive(SET_UP);
      if (answer.kind() == Frames.FAILED) {
        throw CellFailure.read(answer.fields()).building();
      }
      answer.require(Frames.OPENED).end();
      return new LocalSandbox(new Lifeline(lifeline), socket, spec, engine.isolation(), inForce);
    } catch (IOException | RuntimeException e) {
      lifeline.close();
      throw e;
    }
  }

  /// Another engine instead of `dead`, unless somebody was first.
  private Engine inPlaceOf(Engine dead) throws InterruptedException {
    replacing.lockInterruptibly();
    try {
      if (closed) {
        throw SandboxException.caller("this engine is closed; start another one");
      }
      if (engine.host() == dead.host()) {
        dead.close();
        engine = launch(cell);
      }
      return engine;
    } finally {
      replacing.unlock();
    }
  }

  @Override
  public void close() {
    replacing.lock();
    try {
      closed = true;
      engine.close();
    } finally {
      replacing.unlock();
    }
  }
}
