package io.assay.isolation;

import io.assay.Guarantee;
import io.assay.Isolation;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// What this host enforces, and the plans that make the cell enforce it.
public final class HostIsolation {
  private final Ids.Source ids;
  private final Cgroups cgroups;
  private final byte[] filter = CallFilter.forPrograms(Architecture.current());

  /// @param cgroups where the control groups of sandboxes are made
  public HostIsolation(Cgroups cgroups) throws IOException {
    this.ids = Ids.Source.current();
    this.cgroups = cgroups;
  }

  /// Where the control groups of sandboxes are made.
  Cgroups cgroups() {
    return cgroups;
  }

  /// What programs are on the host, as a part of a sentence.
  String identity() {
    return ids.description();
  }

  /// The guarantees that a sandbox gets here.
  public Isolation isolation() {
    Map<Guarantee, String> means = new EnumMap<>(Guarantee.class);
    means.put(Guarantee.FILES, "mount namespace, pivot_root, read-only binds");
    means.put(Guarantee.PROCESSES, "pid namespace, proc hidepid=2");
    means.put(Guarantee.NETWORK, "network namespace with loopback only");
    means.put(Guarantee.IPC, "ipc and uts namespaces");
    means.put(Guarantee.PRIVILEGES, "user namespace, " + ids.description() + ", no capabilities");
    means.put(Guarantee.SYSCALLS, "seccomp filter, no_new_privs");
    means.put(Guarantee.TIME_LIMIT, "timer of the sandbox's init");
    means.put(Guarantee.OUTPUT_LIMIT, "counted by the sandbox's init");
    means.put(Guarantee.DISK_LIMIT, "tmpfs size and nr_inodes");
    means.put(Guarantee.FILES_LIMIT, "RLIMIT_NOFILE");
    means.put(Guarantee.PROCESSES_LIMIT, "RLIMIT_NPROC of the user namespace");
    means.putAll(cgroups.means());
    Set<Guarantee> bestEffort = EnumSet.noneOf(Guarantee.class);
    if (!means.containsKey(Guarantee.MEMORY_LIMIT)) {
      means.put(Guarantee.MEMORY_LIMIT, "sampled every 10 ms; a program set on it can exceed it");
      bestEffort.add(Guarantee.MEMORY_LIMIT);
    }
    if (!means.containsKey(Guarantee.CPU_LIMIT)) {
      means.put(
          Guarantee.CPU_LIMIT,
          "sampled every 10 ms, RLIMIT_CPU; a program set on it can exceed it");
      bestEffort.add(Guarantee.CPU_LIMIT);
    }
    return new Isolation(means, bestEffort);
  }

  /// The guarantees of a sandbox of `spec`.
  ///
  /// @throws SandboxException blaming the host if one that it needs cannot be had
  public Isolation require(SandboxSpec spec) {
    Isolation isolation = isolation();
    Set<Guarantee> needed = EnumSet.noneOf(Guarantee.class);
    needed.addAll(spec.required());
    needed.addAll(spec.limits().asked());
    needed.removeIf(isolation::holds);
    if (!needed.isEmpty()) {
      String names = String.join(", ", needed.stream().map(Guarantee::word).toList());
      throw SandboxException.host(
          "this host cannot enforce %s for a whole sandbox: %s. Leave the limit out (the default is then watched as well as the host allows), or see 'assay doctor' for the way to get control groups"
              .formatted(names, why()),
          null);
    }
    return isolation;
  }

  private String why() {
    return switch (cgroups) {
      case Cgroups.None(String why) -> "no control groups can be made (" + why + ")";
      case Cgroups.V1 v1 -> "control groups are there only for " + v1.bases().keySet();
      case Cgroups.V2 v2 -> "the control group " + v2.base() + " does not give it";
    };
  }

  /// The cell's complete plan for a sandbox.
  ///
  /// @param name its name, unique among those of this engine
  /// @param socket the path at which it is to listen
  public byte[] plan(SandboxSpec spec, String name, String socket, Family family)
      throws IOException {
    Ids own =
        family instanceof Family.Zygote(Nest nest)
            ? nest.own()
            : family instanceof Family.Of(String _, Nest nest) ? nest.next() : ids.next();
    PlanWriter plan = new PlanWriter();
    plan.text(socket).text("sandbox").text(own.uidMap()).text(own.gidMap());
    plan.u8(own.setgroups() ? 1 : 0).u32(own.init()).u32(Ids.USER);
    cgroups.plan(plan, name, spec.limits());
    plan.raw(Root.steps(spec.template(), spec.limits(), own, family));
    plan.text(io.assay.Sandbox.HOME);
    if (family instanceof Family.Zygote) {
      plan.bytes(CallFilter.forZygotes(Architecture.current())).u8(1);
    } else if (family instanceof Family.Of(String zygote, Nest _)) {
      plan.bytes(filter).u8(2).text(zygote);
    } else {
      boolean writes = !spec.template().writable().isEmpty();
      plan.bytes(writes ? CallFilter.forWriters(Architecture.current()) : filter).u8(0);
    }
    return plan.toByteArray();
  }

  /// Ids for a zygote's sandbox and those within.
  public Nest nest() {
    return ids.nest();
  }

  /// Whether the kernel counts memory itself.
  public boolean countsMemory() {
    return cgroups.means().containsKey(Guarantee.MEMORY_LIMIT);
  }

  /// How far RLIMIT_NPROC lies above the programs' limit: init counts where it has the programs'
  /// id, and where a control group counts processes it must be met first, because only it tells
  /// that it was.
  public int spareProcesses() {
    int inits = ids.separatesInit() ? 0 : 1;
    return cgroups.means().containsKey(Guarantee.PROCESSES_LIMIT) ? inits + 1 : inits;
  }
}
