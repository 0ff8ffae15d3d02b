package io.assay.isolation;

import io.assay.isolation.Cgroups.Controller;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where on this host control groups can be made: below the group that a process is in, never
/// elsewhere in version 1; in version 2 in the nearest folder above that may give controllers to
/// its children.
///
/// @param hierarchies the group of the process in each version 1 hierarchy, by controller
/// @param unified its group in the version 2 hierarchy, with that hierarchy's mount point
record CgroupSearch(Map<Controller, Path> hierarchies, Optional<Unified> unified) {
  record Unified(Path mount, Path group) {}

  static final String V2_CONTROLLERS = "+cpu +memory +pids";

  static CgroupSearch ofThisProcess() throws IOException {
    return of(
        Files.readAllLines(Path.of("/proc/self/mountinfo")),
        Files.readAllLines(Path.of("/proc/self/cgroup")));
  }

  /// Reads `/proc/self/mountinfo` (proc_pid_mountinfo(5)) and `/proc/self/cgroup` (cgroups(7)).
  static CgroupSearch of(List<String> mountinfo, List<String> groups) {
    Map<Controller, Path> hierarchies = new EnumMap<>(Controller.class);
    Optional<Unified> unified = Optional.empty();
    for (String line : mountinfo) {
      String[] halves = line.split(" - ", 2);
      String[] left = halves[0].split(" ");
      String[] right = halves.length == 2 ? halves[1].split(" ") : new String[0];
      if (right.length < 3 || !right[0].startsWith("cgroup")) {
        continue;
      }
      List<String> options = List.of(right[2].split(","));
      Mount mount = new Mount(Path.of(unescape(left[3])), Path.of(unescape(left[4])));
      if (right[0].equals("cgroup2")) {
        unified =
            groupOf(groups, "").flatMap(mount::locate).map(at -> new Unified(mount.point(), at));
        continue;
      }
      for (Controller controller : Controller.values()) {
        if (options.contains(controller.word())) {
          groupOf(groups, controller.word())
              .flatMap(mount::locate)
              .ifPresent(path -> hierarchies.put(controller, path));
        }
      }
    }
    return new CgroupSearch(hierarchies, unified);
  }

  private record Mount(Path root, Path point) {
    /// Where a group appears, if this mount shows it.
    Optional<Path> locate(Path group) {
      return group.startsWith(root)
          ? Optional.of(point.resolve(root.relativize(group).toString()).normalize())
          : Optional.empty();
    }
  }

  /// The group of the process in the hierarchy of `controller`; the unified one has no controller
  /// named.
  private static Optional<Path> groupOf(List<String> groups, String controller) {
    return groups.stream()
        .map(line -> line.split(":", 3))
        .filter(fields -> fields.length == 3 && List.of(fields[1].split(",")).contains(controller))
        .map(fields -> Path.of(fields[2]))
        .findFirst();
  }

  private static String unescape(String field) {
    return field.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
  }

  Cgroups make(String name) {
    List<String> refusals = new ArrayList<>();
    if (!hierarchies.isEmpty()) {
      Map<Controller, Path> bases = new EnumMap<>(Controller.class);
      hierarchies.forEach((controller, group) -> {
        Path base = group.resolve(name);
        try {
          Files.createDirectories(base);
          bases.put(controller, base);
        } catch (IOException e) {
          refusals.add(refusal(base, e));
        }
      });
      if (!bases.isEmpty()) {
        return new Cgroups.V1(bases);
      }
    }
    if (unified.isPresent()) {
      Unified at = unified.get();
      for (Path folder = at.group();
          folder != null && folder.startsWith(at.mount());
          folder = folder.getParent()) {
        try {
          return new Cgroups.V2(delegatedIn(folder, name));
        } catch (IOException e) {
          refusals.add(refusal(folder, e));
        }
      }
    }
    return new Cgroups.None(
        refusals.isEmpty() ? "no cgroup file system is mounted" : refusals.getFirst());
  }

  /// The first of these is told: the others say the same of other controllers, or of folders
  /// further up.
  private static String refusal(Path folder, IOException e) {
    return e instanceof AccessDeniedException
        ? "no permission to make " + folder
        : folder + ": " + e;
  }

  /// Makes our folder in `folder`, with the controllers enabled for its children.
  static Path delegatedIn(Path folder, String name) throws IOException {
    Path base = folder.resolve(name);
    Files.createDirectories(base);
    try {
      for (Path parent : List.of(folder, base)) {
        if (!enabled(parent)) {
          Files.writeString(parent.resolve("cgroup.subtree_control"), V2_CONTROLLERS);
        }
      }
      return base;
    } catch (IOException e) {
      Files.deleteIfExists(base);
      throw e;
    }
  }

  private static boolean enabled(Path folder) throws IOException {
    List<String> enabled =
        List.of(Files.readString(folder.resolve("cgroup.subtree_control")).trim().split(" "));
    return enabled.containsAll(List.of("cpu", "memory", "pids"));
  }
}
