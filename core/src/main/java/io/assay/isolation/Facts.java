package io.assay.isolation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What of a host decides whether sandboxes can be made on it.
///
/// @param uid this process's user
/// @param kernel the kernel's release
/// @param container the kind of container this process is in; empty if it is in none
/// @param filtered whether a system-call filter was put on this process
/// @param systemd whether systemd rules this machine
/// @param settings the kernel settings that there are, by name
/// @param coveredProc whether something is mounted over parts of `/proc`
/// @param noDevices devices of `/dev` that are not there
/// @param state the folder for what outlives an engine, where the cell is started from
/// @param stateRuns whether programs may be started from it
/// @param hierarchies whether control groups of version 1 are there
/// @param unified whether control groups of version 2 are there
public record Facts(
    long uid,
    String kernel,
    Optional<Container> container,
    boolean filtered,
    boolean systemd,
    Map<String, String> settings,
    boolean coveredProc,
    List<String> noDevices,
    Path state,
    boolean stateRuns,
    boolean hierarchies,
    boolean unified) {
  static final String APPARMOR = "kernel.apparmor_restrict_unprivileged_userns";
  static final String DEBIAN = "kernel.unprivileged_userns_clone";
  static final String NAMESPACES = "user.max_user_namespaces";

  private static final List<String> DEVICES =
      List.of("null", "zero", "full", "random", "urandom", "tty");

  public Facts {
    settings = Map.copyOf(settings);
    noDevices = List.copyOf(noDevices);
  }

  /// Kinds of containers, as far as their ways out differ.
  public enum Container {
    DOCKER,
    PODMAN,
    KUBERNETES,
    OTHER
  }

  /// Looks at this host.
  ///
  /// @param state the folder for what outlives an engine
  public static Facts gather(Path state) {
    List<String> mounts = lines("/proc/self/mountinfo");
    Map<String, String> settings = new TreeMap<>();
    for (String name : List.of(APPARMOR, DEBIAN, NAMESPACES)) {
      String value = text("/proc/sys/" + name.replace('.', '/'));
      if (!value.isEmpty()) {
        settings.put(name, value);
      }
    }
    return new Facts(
        uid(lines("/proc/self/status")),
        text("/proc/sys/kernel/osrelease"),
        surroundings(),
        lines("/proc/self/status").contains("Seccomp:\t2"),
        Files.isDirectory(Path.of("/run/systemd/system")),
        settings,
        coveredProc(mounts),
        DEVICES.stream().filter(it -> !Files.exists(Path.of("/dev", it))).toList(),
        state,
        !optionsOf(mounts, state.toAbsolutePath().normalize()).contains("noexec"),
        mounts.stream().anyMatch(it -> it.contains(" - cgroup ")),
        mounts.stream().anyMatch(it -> it.contains(" - cgroup2 ")));
  }

  private static Optional<Container> surroundings() {
    String variable = System.getenv().getOrDefault("container", "");
    if (System.getenv("KUBERNETES_SERVICE_HOST") != null) {
      return Optional.of(Container.KUBERNETES);
    }
    if (Files.exists(Path.of("/run/.containerenv")) || variable.equals("podman")) {
      return Optional.of(Container.PODMAN);
    }
    if (Files.exists(Path.of("/.dockerenv")) || variable.equals("docker")) {
      return Optional.of(Container.DOCKER);
    }
    return variable.isEmpty() ? Optional.empty() : Optional.of(Container.OTHER);
  }

  static long uid(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("Uid:"))
        .map(line -> Long.parseLong(line.split("\t")[1]))
        .findFirst()
        .orElse(-1L);
  }

  /// A `/proc` of which parts are hidden lets nobody mount another one (`mount_too_revealing` in
  /// fs/namespace.c). What is mounted on folders that are empty anyway does not count.
  static boolean coveredProc(List<String> mountinfo) {
    return mountinfo.stream()
        .map(line -> line.split(" ")[4])
        .anyMatch(point -> point.startsWith("/proc/") && !point.equals("/proc/sys/fs/binfmt_misc"));
  }

  /// The options of the mount that `path` is in.
  static List<String> optionsOf(List<String> mountinfo, Path path) {
    List<String> options = List.of();
    int longest = -1;
    for (String line : mountinfo) {
      String[] fields = line.split(" ");
      Path point = Path.of(fields[4].replace("\\040", " "));
      // Of several at one place, the last one covers the others.
      if (path.startsWith(point) && point.getNameCount() >= longest) {
        longest = point.getNameCount();
        options = List.of(fields[5].split(","));
      }
    }
    return options;
  }

  private static String text(String file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? "" : lines.getFirst().strip();
  }

  /// Nothing, where there is no such file or it may not be read: then it decides nothing either.
  private static List<String> lines(String file) {
    try {
      return new ArrayList<>(Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return List.of();
    }
  }

  /// Whether the kernel is at least `major.minor`; true where its release cannot be read.
  boolean kernelSince(int major, int minor) {
    String[] parts = kernel.split("[.-]");
    if (parts.length < 2 || !(parts[0] + parts[1]).matches("\\d{1,8}")) {
      return true;
    }
    int has = Integer.parseInt(parts[0]);
    return has > major || (has == major && Integer.parseInt(parts[1]) >= minor);
  }

  /// Whether the setting is there and has the value.
  boolean has(String setting, String value) {
    return value.equals(settings.get(setting));
  }
}
