package io.assay.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What engines left whose JVM and cell were both killed. An engine holds a lock in its folder for
/// as long as it lives; a folder of ours whose lock is free, and a control group of that name, are
/// taken away by the next engine. Engines with a `/tmp` of their own share only the control groups,
/// which are locked as well.
final class Leftovers {
  static final String PREFIX = "assay-";

  /// The file in an engine's folder that is locked while it lives.
  static final String LOCK = "lock";

  /// The file in an engine's control groups that is locked while it lives: every group has it.
  private static final String GROUP_LOCK = "cgroup.procs";

  private static final Duration STARTING = Duration.ofMinutes(1);

  private Leftovers() {}

  /// Removes what dead engines left in `folder` and in the folders of control groups `groups`.
  static void remove(Path folder, List<Path> groups) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "{.,}" + PREFIX + "*")) {
      for (Path path : found) {
        if (abandoned(path)) {
          removeWith(path, "*");
        }
      }
      for (Path group : groups) {
        removeGroups(group, folder);
      }
    } catch (IOException | DirectoryIteratorException e) {
      System.getLogger(Leftovers.class.getName())
          .log(System.Logger.Level.DEBUG, "looking for leftovers in " + folder, e);
    }
  }

  /// Removes the groups whose engine's folder is gone. The kernel keeps one that is still in use.
  private static void removeGroups(Path parent, Path folder) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path path : found) {
        Path name = path.getFileName();
        if (name != null
            && !Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)
            && !claimed(path)) {
          removeWith(path, "s*");
        }
      }
    }
  }

  private static boolean claimed(Path group) {
    try (FileChannel channel =
            FileChannel.open(
                group.resolve(GROUP_LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (NoSuchFileException e) {
      // It is just going.
      return false;
    } catch (IOException e) {
      System.getLogger(Leftovers.class.getName())
          .log(System.Logger.Level.DEBUG, "looking at " + group, e);
      return true;
    }
  }

  /// Says of control groups that their engine lives, until closed.
  record Claim(List<FileChannel> locks) implements AutoCloseable {
    static Claim on(List<Path> groups) throws IOException {
      List<FileChannel> locks = new ArrayList<>();
      for (Path group : groups) {
        FileChannel channel = FileChannel.open(group.resolve(GROUP_LOCK), StandardOpenOption.WRITE);
        locks.add(channel);
        if (channel.tryLock() == null) {
          // Taken for a leftover, and gone in a moment.
          new Claim(locks).close();
          throw new IOException("somebody else has locked " + group);
        }
      }
      return new Claim(locks);
    }

    @Override
    public void close() {
      for (FileChannel lock : locks) {
        try {
          lock.close();
        } catch (IOException e) {
          System.getLogger(Leftovers.class.getName())
              .log(System.Logger.Level.DEBUG, "unlocking a control group", e);
        }
      }
    }
  }

  /// Whether `path` is a folder of this user, not a link to one, with a lock that nobody holds.
  private static boolean abandoned(Path path) throws IOException {
    String own = PREFIX + ProcessHandle.current().pid() + "-";
    // Not even opened if it may be ours: closing a file drops every lock that this process has on
    // it.
    String name = String.valueOf(path.getFileName());
    if (name.startsWith(own)
        || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        || !Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
            .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      return false;
    }
    if (name.startsWith(".")) {
      // An engine has it under this name for less than a millisecond.
      return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
          .toInstant()
          .isBefore(Instant.now().minus(STARTING));
    }
    try (FileChannel channel =
            FileChannel.open(
                path.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (NoSuchFileException e) {
      // An engine that is just starting.
      return false;
    }
  }

  /// Removes the groups of an engine with those of its sandboxes; false while the kernel holds one.
  static boolean gone(List<Path> groups) {
    boolean gone = true;
    for (Path group : groups) {
      removeWith(group, "s*");
      gone &= !Files.exists(group, LinkOption.NOFOLLOW_LINKS);
    }
    return gone;
  }

  /// Removes a folder with the entries directly in it, and nothing deeper.
  static void removeWith(Path path, String entries) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(path, entries)) {
      for (Path entry : inside) {
        if (entries.equals("*") || Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(entry);
        }
      }
      Files.delete(path);
    } catch (IOException e) {
      System.getLogger(Leftovers.class.getName())
          .log(System.Logger.Level.DEBUG, "removing " + path, e);
    }
  }
}
