package io.assay.engine;

import io.assay.Bytes;
import io.assay.Isolation;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.isolation.Architecture;
import io.assay.isolation.CallFilter;
import io.assay.isolation.Cgroups;
import io.assay.isolation.HostIsolation;
import io.assay.isolation.Ids;
import io.assay.isolation.UserScope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Sandboxes of this host, built by a cell of our own.
public final class LocalSandboxes implements Sandboxes {
  private final CellHost host;
  private final HostIsolation isolation;
  private final AtomicLong opened = new AtomicLong();

  private LocalSandboxes(CellHost host, HostIsolation isolation) {
    this.host = host;
    this.isolation = isolation;
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
    try {
      Leftovers.removeFolders(CellHost.runtimeFolder());
      Path folder = CellHost.socketFolder();
      Cgroups cgroups = Cgroups.make(folder.getFileName().toString());
      cgroups.folders().forEach(base -> Leftovers.removeGroups(base.getParent()));
      Path cell = CellHost.unpack(state);
      Optional<UserScope> scope =
          cgroups instanceof Cgroups.None
              ? UserScope.find(folder.getFileName().toString())
              : Optional.empty();
      CellHost host;
      try {
        List<String> prefix = scope.map(UserScope::prefix).orElse(List.of());
        host = CellHost.start(cell, folder, prefix, cgroups.folders());
        cgroups = scope.isPresent() ? scope.get().settle(host.pid()) : cgroups;
      } catch (SandboxException e) {
        if (scope.isEmpty()) {
          throw e;
        }
        // The user's systemd would not: without control groups, then.
        host = CellHost.start(cell, folder, List.of(), List.of());
      }
      Bytes filter = Bytes.copyOf(CallFilter.forArchitecture(Architecture.current()));
      return new LocalSandboxes(
          host,
          new HostIsolation(Ids.current(), cgroups, new HostIsolation.CallFilterBytes(filter)));
    } catch (IOException e) {
      throw SandboxException.host("cannot start the sandbox engine: " + e, e);
    }
  }

  /// What this host enforces.
  public HostIsolation isolation() {
    return isolation;
  }

  @Override
  public Sandbox open(SandboxSpec spec) throws InterruptedException {
    Isolation inForce = isolation.require(spec);
    String name = "s" + opened.incrementAndGet();
    Path socket = host.socketOf(name);
    try {
      byte[] plan = isolation.plan(spec, name, socket.toString());
      Frames lifeline = host.connect();
      try (Watchdog watchdog = Watchdog.closing(lifeline, Watchdog.SET_UP)) {
        lifeline.send(Frames.OPEN, plan);
        Frames.Frame answer = lifeline.receive();
        if (answer.kind() == Frames.FAILED) {
          throw CellFailure.read(answer.fields()).building();
        }
        watchdog.disarm();
        return new LocalSandbox(lifeline, socket, spec, isolation, inForce);
      } catch (IOException | RuntimeException e) {
        lifeline.close();
        throw e;
      }
    } catch (IOException e) {
      throw Frames.broken("opening a sandbox", e);
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
