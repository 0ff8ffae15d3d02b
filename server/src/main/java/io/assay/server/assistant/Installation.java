package io.assay.server.assistant;

import io.assay.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;

/// Our entry in an assistant's file.
///
/// @param assistant whose
/// @param file where it lists its servers
public record Installation(Assistant assistant, Path file) {
  private static final long MOST_BYTES = 8 << 20;

  /// What the file says with `entry` in it, nothing being written.
  public String preview(Entry entry) {
    return changed(content -> assistant.with(content, entry));
  }

  /// Writes the entry, keeping what the file said before beside it.
  ///
  /// @return whether anything was to be changed
  public boolean install(Entry entry) {
    return change(content -> assistant.with(content, entry));
  }

  /// Takes the entry out, keeping what the file said before beside it.
  ///
  /// @return whether there was one
  public boolean uninstall() {
    return change(assistant::without);
  }

  /// Where what the file said before is kept.
  public Path backup() {
    return file.resolveSibling(file.getFileName() + ".before-assay");
  }

  private boolean change(UnaryOperator<String> edit) {
    String before = content();
    String after = changed(edit);
    if (after.equals(before)) {
      return false;
    }
    try {
      if (Files.exists(file)) {
        Files.copy(
            file,
            backup(),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
      // A link stays one: what it leads to is changed.
      Path real = Files.exists(file) ? file.toRealPath() : file;
      Files.createDirectories(real.toAbsolutePath().getParent());
      Path fresh = real.resolveSibling(real.getFileName() + ".assay-new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(
              Files.exists(real)
                  ? Files.getPosixFilePermissions(real)
                  : PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, after);
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      throw SandboxException.caller("cannot write '%s': %s".formatted(file, e));
    }
  }

  private String changed(UnaryOperator<String> edit) {
    try {
      return edit.apply(content());
    } catch (SandboxException e) {
      throw SandboxException.caller(
          "'%s' is not changed: %s. Mend it, or name another with --file"
              .formatted(file, e.getMessage()));
    }
  }

  private String content() {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return "";
      }
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw SandboxException.caller(
            "'%s' is not changed: it is no file of at most %d bytes".formatted(file, MOST_BYTES));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw SandboxException.caller("cannot read '%s': %s".formatted(file, e));
    }
  }
}
