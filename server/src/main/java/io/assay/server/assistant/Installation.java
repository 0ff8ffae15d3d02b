package io.assay.server.assistant;

import io.assay.Reason;
import io.assay.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;

/// Our entry in an assistant's file.
///
/// @param assistant whose
/// @param file where it lists its servers
public record Installation(Assistant assistant, Path file) {
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
    String before = new TextFile(file).content();
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
    } catch (IOException e) {
      throw SandboxException.caller("cannot keep what '%s' says: %s".formatted(file, Reason.of(e)));
    }
    new TextFile(file).replace(after);
    return true;
  }

  private String changed(UnaryOperator<String> edit) {
    try {
      return edit.apply(new TextFile(file).content());
    } catch (SandboxException e) {
      throw SandboxException.caller(
          "'%s' is not changed: %s. Mend it, or name another with --file"
              .formatted(file, e.getMessage()));
    }
  }
}
