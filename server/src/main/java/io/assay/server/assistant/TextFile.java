package io.assay.server.assistant;

import io.assay.Reason;
import io.assay.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A file that people and their programs write as well. Whoever reads it sees what it said before
/// or what it says after, never a part.
record TextFile(Path path) {
  private static final long MOST_BYTES = 8 << 20;

  /// What it says; nothing if there is none.
  ///
  /// @throws SandboxException blaming the caller if it cannot be read or is too long
  String content() {
    try {
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return "";
      }
      if (!Files.isRegularFile(path) || Files.size(path) > MOST_BYTES) {
        throw SandboxException.caller(
            "'%s' is not changed: it is no file of at most %d bytes".formatted(path, MOST_BYTES));
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw SandboxException.caller("cannot read '%s': %s".formatted(path, Reason.of(e)));
    }
  }

  /// Makes it say something else; nothing at all takes it away.
  ///
  /// @throws SandboxException blaming the caller if it cannot be written
  void replace(String content) {
    try {
      // A link stays one: what it leads to is changed.
      Path real = Files.exists(path) ? path.toRealPath() : path;
      if (content.isEmpty()) {
        Files.deleteIfExists(real);
        return;
      }
      Files.createDirectories(real.toAbsolutePath().getParent());
      Path fresh = real.resolveSibling(real.getFileName() + ".assay-new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(
              Files.exists(real)
                  ? Files.getPosixFilePermissions(real)
                  : PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, content);
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw SandboxException.caller("cannot write '%s': %s".formatted(path, Reason.of(e)));
    }
  }
}
