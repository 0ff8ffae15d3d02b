package io.assay.engine;

import io.assay.Isolation;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.Sandboxes;
import io.assay.isolation.Cgroups;
import io.assay.isolation.HostIsolation;
import io.assay.isolation.UserScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Sandboxes of this host, built by a cell of our own.
public final class LocalSandboxes implements Sandboxes {
  /// More than the cell allows itself to set a sandbox up.
  private static final Duration SET_UP = Duration.ofSeconds(45);

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
      Path cell = CellHost.unpack(state);
      CellHost.Folder folder = CellHost.Folder.create();
      Cgroups cgroups = Cgroups.make(folder.name());
      Leftovers.remove(
          CellHost.runtimeFolder(), cgroups.folders().stream().map(Path::getParent).toList());
      Optional<UserScope> scope =
          cgroups instanceof Cgroups.None ? UserScope.find(folder.name()) : Optional.empty();
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
      return new LocalSandboxes(host, new HostIsolation(cgroups));
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
      try {
        lifeline.send(Frames.OPEN, plan);
        Frames.Frame answer = lifeline.receive(SET_UP);
        if (answer.kind() == Frames.FAILED) {
          throw CellFailure.read(answer.fields()).building();
        }
        return new LocalSandbox(new Lifeline(lifeline), socket, spec, isolation, inForce);
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
