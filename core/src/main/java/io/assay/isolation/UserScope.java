package io.assay.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A control group that the systemd of an ordinary user delegates: the cell's host is started in a
/// scope of its own, which is its to divide. systemd removes the scope, with all that is in it,
/// once it is empty.
///
/// @param prefix the command that starts another command in the scope, in its own stead
/// @param mount where the version 2 hierarchy is
public record UserScope(List<String> prefix, Path mount) {
  /// Where distributions have it.
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/bin/systemd-run"), Path.of("/bin/systemd-run"));

  /// The leaf for the host: a group that holds processes cannot give controllers to its children.
  private static final String LEAF = "host";

  public UserScope {
    prefix = List.copyOf(prefix);
  }

  /// The way to a scope called `name`, if this process belongs to a user with a running systemd.
  public static Optional<UserScope> find(String name) throws IOException {
    long uid = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
    Optional<CgroupSearch.Unified> unified = CgroupSearch.ofThisProcess().unified();
    if (uid == 0 || unified.isEmpty()) {
      return Optional.empty();
    }
    // Not XDG_RUNTIME_DIR: su and sudo leave another user's, or none.
    Path runtime = Path.of("/run/user", Long.toString(uid));
    Path mount = unified.get().mount();
    Optional<Path> program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    if (program.isEmpty()
        || !Files.exists(runtime.resolve("systemd/private"))
        || !controls(mount.resolve("cgroup.controllers"))) {
      return Optional.empty();
    }
    List<String> prefix =
        List.of(
            // The cell is started with an empty environment, and systemd-run needs this to find its
            // systemd.
            "/usr/bin/env",
            "XDG_RUNTIME_DIR=" + runtime,
            program.get().toString(),
            "--user",
            "--scope",
            "--quiet",
            "--collect",
            "-p",
            "Delegate=yes",
            "--unit",
            name);
    return Optional.of(new UserScope(prefix, mount));
  }

  /// Divides the scope in which `host` was started.
  public Cgroups settle(long host) {
    List<String> tried = new ArrayList<>();
    try {
      String path =
          unifiedGroup(Files.readAllLines(Path.of("/proc", Long.toString(host), "cgroup")));
      Path scope = mount.resolve(path);
      tried.add(scope.toString());
      Path leaf = Files.createDirectory(scope.resolve(LEAF));
      Files.writeString(leaf.resolve("cgroup.procs"), Long.toString(host));
      Files.writeString(scope.resolve("cgroup.subtree_control"), CgroupSearch.V2_CONTROLLERS);
      return new Cgroups.V2(scope);
    } catch (IOException e) {
      return new Cgroups.None(
          "a scope of the user's systemd could not be divided: " + tried + " " + e);
    }
  }

  private static String unifiedGroup(List<String> lines) throws IOException {
    return lines.stream()
        .filter(line -> line.startsWith("0::/"))
        .map(line -> line.substring("0::/".length()))
        .findFirst()
        .orElseThrow(() -> new IOException("no version 2 group in " + lines));
  }

  /// Whether the hierarchy has the controllers, which beside version 1 it has not.
  private static boolean controls(Path controllers) throws IOException {
    return List.of(Files.readString(controllers).trim().split(" "))
        .containsAll(List.of("cpu", "memory", "pids"));
  }
}
