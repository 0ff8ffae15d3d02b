package io.assay.cli;

import io.assay.Reason;
import io.assay.SandboxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/// A few lines of our own in the script that git calls before it commits, whoever else's it is.
///
/// @param file the script
record Hook(Path file) {
  private static final String BEGIN = "# begin assay: 'assay hook uninstall' takes this away\n";
  private static final String END = "# end assay\n";

  /// The hook of a repository. Husky keeps its own in the folder that git is told of and calls
  /// those beside it.
  static Hook of(Repository repository) {
    Path file = repository.hook();
    Path folder = file.getParent();
    return new Hook(
        folder != null && folder.endsWith(Path.of(".husky", "_"))
            ? folder.resolveSibling(file.getFileName())
            : file);
  }

  /// Has `launcher` called before anything else in the script; false if it was already.
  boolean install(Path launcher) {
    String call = "'" + launcher.toString().replace("'", "'\\''") + "' hook run || exit $?\n";
    String block = BEGIN + call + END;
    String before = text();
    String rest = without(before);
    if (!rest.isEmpty() && !isShell(rest)) {
      throw SandboxException.caller(
          "'%s' is no shell script, and lines of ours cannot be added; have it call: %s"
              .formatted(file, call.strip()));
    }
    int line = rest.startsWith("#!") ? rest.indexOf('\n') + 1 : 0;
    String after =
        rest.isEmpty()
            ? "#!/bin/sh\n" + block
            : rest.substring(0, line) + block + rest.substring(line);
    if (after.equals(before) && Files.isExecutable(file)) {
      return false;
    }
    write(after);
    return true;
  }

  /// Takes our lines away, and the script if nothing else is in it; false if there are none.
  boolean uninstall() {
    String before = text();
    String rest = without(before);
    if (rest.equals(before)) {
      return false;
    }
    if (rest.isBlank() || rest.equals("#!/bin/sh\n")) {
      try {
        Files.delete(file);
      } catch (IOException e) {
        throw SandboxException.caller("cannot remove '%s': %s".formatted(file, Reason.of(e)));
      }
    } else {
      write(rest);
    }
    return true;
  }

  private static boolean isShell(String script) {
    String first = script.lines().findFirst().orElse("");
    return !first.startsWith("#!") || first.matches("#!.*\\b(ba|da|k|z)?sh\\b.*");
  }

  private static String without(String script) {
    int begin = script.indexOf(BEGIN);
    int end = script.indexOf(END, Math.max(begin, 0));
    return begin < 0 || end < 0
        ? script
        : script.substring(0, begin) + script.substring(end + END.length());
  }

  private String text() {
    try {
      // Latin-1 loses nothing of any file.
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw SandboxException.caller("cannot read '%s': %s".formatted(file, Reason.of(e)));
    }
  }

  private void write(String script) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      // Through a link to where it points.
      Files.writeString(file, script, StandardCharsets.ISO_8859_1);
      Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      permissions.addAll(
          Set.of(
              PosixFilePermission.OWNER_EXECUTE,
              PosixFilePermission.GROUP_EXECUTE,
              PosixFilePermission.OTHERS_EXECUTE));
      Files.setPosixFilePermissions(file, permissions);
    } catch (IOException e) {
      throw SandboxException.caller("cannot write '%s': %s".formatted(file, Reason.of(e)));
    }
  }
}
