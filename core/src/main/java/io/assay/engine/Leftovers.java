package io.assay.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What engines left whose JVM and cell were both killed: folders and control groups named after
/// the JVM's process id. The next engine takes them away.
final class Leftovers {
  static final String PREFIX = "assay-";

  private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());

  private Leftovers() {}

  /// Removes socket folders of ours in `folder` whose JVM is gone.
  static void removeFolders(Path folder) {
    removeOrphans(folder, true);
  }

  /// Removes control groups in `folder` whose JVM is gone. The kernel keeps one that is still in
  /// use.
  static void removeGroups(@Nullable Path folder) {
    if (folder != null) {
      removeOrphans(folder, false);
    }
  }

  private static void removeOrphans(Path folder, boolean withFiles) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*-*")) {
      for (Path path : found) {
        if (Files.isDirectory(path) && Files.isWritable(path) && orphaned(path)) {
          removeOne(path, withFiles);
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "looking for leftovers in " + folder, e);
    }
  }

  private static boolean orphaned(Path path) {
    String[] parts = path.getFileName().toString().split("-");
    try {
      return parts.length == 3 && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /// Removes a folder with the sockets or groups directly in it, and nothing deeper.
  private static void removeOne(Path path, boolean withFiles) {
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(path)) {
      for (Path entry : inside) {
        if (withFiles || Files.isDirectory(entry)) {
          Files.delete(entry);
        }
      }
      Files.delete(path);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "removing " + path, e);
    }
  }
}
