package io.assay.isolation;

import io.assay.Guarantee;
import io.assay.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Control groups on this host: where sandboxes' groups are made, what is written into them, and
/// where consumption is read. What they do not enforce is watched by init instead.
public sealed interface Cgroups {
  /// What the groups enforce, with the means.
  Map<Guarantee, String> means();

  /// Adds the groups of sandbox `name` and their counters to a plan.
  void plan(PlanWriter plan, String name, Limits limits);

  /// The folders that hold the sandboxes' groups, to be removed at the end.
  List<Path> folders();

  /// A counter of the kernel: an empty path where there is none.
  record Counter(String path, String key, long unit) {
    static final Counter NONE = new Counter("", "", 1);

    static void write(PlanWriter plan, Counter counter) {
      plan.text(counter.path).text(counter.key).u64(counter.unit);
    }
  }

  /// No control groups can be had.
  ///
  /// @param why what was tried, and what would help
  record None(String why) implements Cgroups {
    @Override
    public Map<Guarantee, String> means() {
      return Map.of();
    }

    @Override
    public void plan(PlanWriter plan, String name, Limits limits) {
      plan.u32(0);
      for (int counter = 0; counter < 4; counter++) {
        Counter.write(plan, Counter.NONE);
      }
    }

    @Override
    public List<Path> folders() {
      return List.of();
    }
  }

  /// Version 1: one hierarchy a controller.
  ///
  /// @param bases our folder in each controller's hierarchy
  record V1(Map<Controller, Path> bases) implements Cgroups {
    public V1 {
      bases = Map.copyOf(bases);
    }

    @Override
    public Map<Guarantee, String> means() {
      Map<Guarantee, String> means = new EnumMap<>(Guarantee.class);
      if (bases.containsKey(Controller.MEMORY)) {
        means.put(Guarantee.MEMORY_LIMIT, "cgroup v1 memory.limit_in_bytes");
      }
      if (bases.containsKey(Controller.CPU)) {
        means.put(Guarantee.CPUS_LIMIT, "cgroup v1 cpu.cfs_quota_us");
      }
      if (bases.containsKey(Controller.CPUACCT)) {
        means.put(Guarantee.CPU_LIMIT, "cgroup v1 cpuacct.usage");
      }
      if (bases.containsKey(Controller.PIDS)) {
        means.put(Guarantee.PROCESSES_LIMIT, "cgroup v1 pids.max and RLIMIT_NPROC");
      }
      return means;
    }

    @Override
    public void plan(PlanWriter plan, String name, Limits limits) {
      Map<Path, List<Map.Entry<String, String>>> groups = new java.util.LinkedHashMap<>();
      bases.forEach((controller, base) ->
          groups
              .computeIfAbsent(base.resolve(name), group -> new ArrayList<>())
              .addAll(writes(controller, base, limits)));
      plan.list(
          groups.entrySet(),
          (out, group) ->
              out.text(group.getKey().toString())
                  .list(
                      group.getValue(),
                      (pairs, pair) -> pairs.text(pair.getKey()).text(pair.getValue()))
                  // Not cgroup.procs: that waits for a grace period of the whole machine.
                  .text("tasks"));
      counter(plan, Controller.CPUACCT, name, "cpuacct.usage", "");
      counter(plan, Controller.MEMORY, name, "memory.max_usage_in_bytes", "");
      counter(plan, Controller.MEMORY, name, "memory.oom_control", "oom_kill");
      counter(plan, Controller.PIDS, name, "pids.events", "max");
    }

    private static List<Map.Entry<String, String>> writes(
        Controller controller, Path base, Limits limits) {
      return switch (controller) {
        case MEMORY -> {
          String bytes = Long.toString(limits.memoryBytes());
          List<Map.Entry<String, String>> writes = new ArrayList<>();
          writes.add(Map.entry("memory.limit_in_bytes", bytes));
          // Without this a program would go on in swap.
          if (Files.exists(base.resolve("memory.memsw.limit_in_bytes"))) {
            writes.add(Map.entry("memory.memsw.limit_in_bytes", bytes));
          }
          yield writes;
        }
        case CPU ->
            List.of(
                Map.entry("cpu.cfs_period_us", Long.toString(PERIOD_US)),
                Map.entry("cpu.cfs_quota_us", Long.toString(quota(limits))));
        case CPUACCT -> List.of();
        case PIDS -> List.of(Map.entry("pids.max", Long.toString(limits.processes() + 1L)));
      };
    }

    private void counter(
        PlanWriter plan, Controller controller, String name, String file, String key) {
      Path base = bases.get(controller);
      Counter.write(
          plan,
          base == null
              ? Counter.NONE
              : new Counter(base.resolve(name).resolve(file).toString(), key, 1));
    }

    @Override
    public List<Path> folders() {
      return bases.values().stream().distinct().toList();
    }
  }

  /// Version 2: one hierarchy.
  ///
  /// @param base our folder, with the controllers enabled for its children
  record V2(Path base) implements Cgroups {
    @Override
    public Map<Guarantee, String> means() {
      return Map.of(
          Guarantee.MEMORY_LIMIT, "cgroup v2 memory.max",
          Guarantee.CPUS_LIMIT, "cgroup v2 cpu.max",
          Guarantee.CPU_LIMIT, "cgroup v2 cpu.stat",
          Guarantee.PROCESSES_LIMIT, "cgroup v2 pids.max and RLIMIT_NPROC");
    }

    @Override
    public void plan(PlanWriter plan, String name, Limits limits) {
      Path group = base.resolve(name);
      List<Map.Entry<String, String>> writes = new ArrayList<>();
      writes.add(Map.entry("memory.max", Long.toString(limits.memoryBytes())));
      // There only where the kernel has swap accounting.
      if (Files.exists(base.resolve("memory.swap.max"))) {
        writes.add(Map.entry("memory.swap.max", "0"));
      }
      writes.add(Map.entry("cpu.max", quota(limits) + " " + PERIOD_US));
      writes.add(Map.entry("pids.max", Long.toString(limits.processes() + 1L)));
      plan.list(
          List.of(group),
          (out, path) ->
              out.text(path.toString())
                  .list(writes, (pairs, pair) -> pairs.text(pair.getKey()).text(pair.getValue()))
                  .text(""));
      Counter.write(plan, new Counter(group.resolve("cpu.stat").toString(), "usage_usec", 1000));
      Counter.write(plan, new Counter(group.resolve("memory.peak").toString(), "", 1));
      Counter.write(plan, new Counter(group.resolve("memory.events").toString(), "oom_kill", 1));
      Counter.write(plan, new Counter(group.resolve("pids.events").toString(), "max", 1));
    }

    @Override
    public List<Path> folders() {
      return List.of(base);
    }
  }

  /// The controllers used.
  enum Controller {
    MEMORY,
    CPU,
    CPUACCT,
    PIDS;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Long enough that a quota of a hundredth is above the kernel's least of 1 ms.
  long PERIOD_US = 100_000;

  private static long quota(Limits limits) {
    return Math.max(1000, Math.round(limits.cpus() * PERIOD_US));
  }

  /// Finds and makes the folders for the sandboxes of an engine called `name`.
  static Cgroups make(String name) throws IOException {
    return CgroupSearch.ofThisProcess().make(name);
  }
}
