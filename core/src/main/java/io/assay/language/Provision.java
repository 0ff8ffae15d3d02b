package io.assay.language;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Folders of the state that are filled once and then only read: complete, readable by everybody,
/// or not there at all, whoever is ended meanwhile. Two that want the same one fill it once.
final class Provision {
  /// Within one JVM; a file lock is the whole JVM's.
  private static final ReentrantLock HERE = new ReentrantLock();

  private Provision() {}

  /// Fills a new folder.
  @FunctionalInterface
  interface Filling {
    /// Says what went wrong; empty if nothing did.
    String fill(Path folder) throws IOException, InterruptedException;
  }

  /// What became of it.
  sealed interface Result {}

  /// @param folder the filled folder
  record Ready(Path folder) implements Result {}

  /// @param why what went wrong
  record Failed(String why) implements Result {}

  /// The folder `name` of the state, filled now if it is not there.
  static Result folder(Host host, String name, Filling filling) throws InterruptedException {
    Path store = host.state().resolve("provisioned");
    Path folder = store.resolve(name);
    if (host.exists(folder)) {
      return new Ready(folder);
    }
    HERE.lockInterruptibly();
    try {
      Files.createDirectories(store);
      try (FileChannel channel =
              FileChannel.open(
                  store.resolve("." + name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          return new Failed("the lock on " + store + " was lost");
        }
        String why = Files.isDirectory(folder) ? "" : fill(store, folder, filling);
        host.exists(folder);
        return why.isEmpty() ? new Ready(folder) : new Failed(why);
      }
    } catch (IOException e) {
      return new Failed(e.toString());
    } finally {
      HERE.unlock();
    }
  }

  private static String fill(Path store, Path folder, Filling filling)
      throws IOException, InterruptedException {
    Path made = Files.createTempDirectory(store, "." + folder.getFileName() + ".");
    try {
      String why = filling.fill(made);
      if (why.isEmpty()) {
        open(made);
        Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return why;
    } finally {
      delete(made);
    }
  }

  /// Lets everybody read what is in `folder`, and nobody else write it.
  static void open(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes is)
              throws IOException {
            return permit(directory, true);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            return is.isSymbolicLink()
                ? FileVisitResult.CONTINUE
                : permit(file, Files.isExecutable(file));
          }
        });
  }

  private static FileVisitResult permit(Path path, boolean execute) throws IOException {
    Set<PosixFilePermission> permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if (execute) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    Files.setPosixFilePermissions(path, permissions);
    return FileVisitResult.CONTINUE;
  }

  /// Removes a folder with what is in it, if it is there.
  static void delete(@Nullable Path folder) {
    if (folder == null || !Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
                throws IOException {
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // It is ours, in a folder of ours, and nobody depends on its absence.
      return;
    }
  }
}
