package io.assay.language;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Gathers what of the host a tool needs beside the system's own folders, and the files in there
/// that hold credentials. The rule is that nothing personal is named: a folder that people also
/// keep other things in is refused as a whole, and its parts have to be named one by one.
final class Binds {
  /// Folders that every sandbox sees.
  private static final List<Path> SYSTEM =
      List.of(
          Path.of("/usr"),
          Path.of("/bin"),
          Path.of("/sbin"),
          Path.of("/lib"),
          Path.of("/lib32"),
          Path.of("/lib64"),
          Path.of("/libx32"));

  /// Stores that are needed as a whole, because what is in them refers to each other by absolute
  /// path; readable by everybody by design.
  private static final List<Path> STORES =
      List.of(Path.of("/nix/store"), Path.of("/gnu/store"), Path.of("/home/linuxbrew/.linuxbrew"));

  /// Folders of many purposes.
  private static final Set<Path> SHARED =
      Set.of(
          Path.of("/"),
          Path.of("/etc"),
          Path.of("/opt"),
          Path.of("/srv"),
          Path.of("/var"),
          Path.of("/mnt"),
          Path.of("/media"),
          Path.of("/home"),
          Path.of("/root"),
          Path.of("/tmp"),
          Path.of("/run"),
          Path.of("/data"),
          Path.of("/var/lib"),
          Path.of("/var/tmp"),
          Path.of("/proc"),
          Path.of("/sys"),
          Path.of("/dev"),
          Path.of("/snap"));

  /// Names, in lower case, of files in which tools keep credentials.
  private static final Set<String> CREDENTIALS =
      Set.of(
          "pip.conf",
          "pip.ini",
          ".pypirc",
          "pypirc",
          ".condarc",
          "condarc",
          ".npmrc",
          "npmrc",
          ".yarnrc",
          ".yarnrc.yml",
          ".netrc",
          "_netrc",
          ".git-credentials",
          ".gitconfig",
          "credentials",
          "credentials.toml",
          "settings-security.xml",
          "gradle.properties",
          ".env",
          ".dockercfg",
          ".htpasswd",
          "jmxremote.password",
          "id_rsa",
          "id_dsa",
          "id_ecdsa",
          "id_ed25519",
          ".pgpass",
          ".my.cnf",
          ".boto",
          "uv.toml",
          "poetry.toml",
          "auth.toml",
          ".terraformrc",
          ".vault-token");

  /// Entries of one folder tree that are searched for credentials, shallow ones first.
  private static final int MOST_ENTRIES = 100_000;

  private final Host host;
  private final TreeSet<Path> paths = new TreeSet<>();
  private final TreeSet<Path> masks = new TreeSet<>();

  Binds(Host host) {
    this.host = host;
    for (Path system : List.of(Path.of("/usr"), Path.of("/usr/local"))) {
      // Every sandbox sees /usr, so what site-wide configuration keeps there is hidden by each
      // toolchain that reads it.
      for (String name :
          List.of(
              "pip.conf", "etc/npmrc", "etc/pip.conf", ".condarc", "lib/node_modules/npm/npmrc")) {
        maskIfThere(system.resolve(name));
      }
    }
  }

  /// Adds a file or folder, by the name given and, where a link is on the way, by its real one.
  ///
  /// @return false if it is a folder of many purposes, which is not added
  boolean add(Path path) {
    Path named = path.toAbsolutePath().normalize();
    for (Path store : STORES) {
      if (named.startsWith(store)) {
        return addOne(store);
      }
    }
    try {
      Path real = named.toRealPath();
      if (!real.equals(named) && !add(real)) {
        return false;
      }
      return addOne(named);
    } catch (IOException e) {
      // Nothing there: nothing to bind.
      return true;
    }
  }

  /// Adds what is needed to reach `program` by its name: every link on the way to the real file.
  void addLinks(Path program) {
    Path at = program.toAbsolutePath().normalize();
    for (int hops = 0; hops < 40 && Files.isSymbolicLink(at); hops++) {
      try {
        if (at.startsWith("/etc/alternatives")) {
          addOne(Path.of("/etc/alternatives"));
        } else if (!inside(at)) {
          addOne(at);
        }
        at = at.resolveSibling(Files.readSymbolicLink(at)).normalize();
      } catch (IOException e) {
        return;
      }
    }
    if (!inside(at)) {
      add(at);
    }
  }

  List<Path> paths() {
    return List.copyOf(paths);
  }

  List<Path> masks() {
    return List.copyOf(masks);
  }

  /// Whether `path` is already seen inside.
  boolean inside(Path path) {
    return SYSTEM.stream().anyMatch(path::startsWith) || paths.stream().anyMatch(path::startsWith);
  }

  private boolean addOne(Path path) {
    if (inside(path)) {
      return true;
    }
    if (Files.isDirectory(path)) {
      Path home = host.home();
      if (SHARED.contains(path)
          || home.startsWith(path)
          || path.equals(home.resolve(".local"))
          || path.equals(home.resolve(".local/share"))
          || path.equals(home.resolve(".config"))
          || path.equals(home.resolve(".cargo"))
          || path.equals(home.resolve(".cache"))) {
        return false;
      }
      findCredentials(path);
    }
    paths.removeIf(other -> other.startsWith(path));
    paths.add(path);
    return true;
  }

  private void findCredentials(Path folder) {
    // Remembered, so that a file put there later is noticed.
    host.exists(folder);
    host.exists(folder.resolve("etc"));
    int[] left = {MOST_ENTRIES};
    // Shallow first: configuration lies near the top, and a tree may be larger than our patience.
    for (int depth : new int[] {3, Integer.MAX_VALUE}) {
      try {
        Files.walkFileTree(
            folder,
            EnumSet.noneOf(FileVisitOption.class),
            depth,
            new SimpleFileVisitor<>() {
              @Override
              public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                if (CREDENTIALS.contains(file.getFileName().toString().toLowerCase(Locale.ROOT))
                    && !is.isDirectory()) {
                  masks.add(file);
                }
                return --left[0] > 0 ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
              }

              @Override
              public FileVisitResult visitFileFailed(Path file, IOException e) {
                // What we may not read, the sandbox may not either.
                return FileVisitResult.CONTINUE;
              }
            });
      } catch (IOException e) {
        return;
      }
    }
  }

  private void maskIfThere(Path file) {
    if (host.exists(file) && Files.isRegularFile(file)) {
      masks.add(file);
    }
  }
}
