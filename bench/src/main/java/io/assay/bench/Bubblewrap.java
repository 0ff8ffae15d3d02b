package io.assay.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Another packaged runner, to stand beside us where it is installed. It has no limits, filter or
/// report; what it is given here is what it is known for.
///
/// @param program its path
/// @param folder the one writable folder
record Bubblewrap(Path program, Path folder) {
  static Optional<Bubblewrap> find(Path folder) {
    Path program = Path.of("/usr/bin/bwrap");
    return Files.isExecutable(program)
        ? Optional.of(new Bubblewrap(program, folder))
        : Optional.empty();
  }

  /// The host read-only, a private /tmp, no network, namespaces of its own, no capability.
  List<String> around(List<String> command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--unshare-all",
                "--die-with-parent",
                "--cap-drop",
                "ALL",
                "--ro-bind",
                "/",
                "/",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "--tmpfs",
                "/tmp",
                "--bind",
                folder.toString(),
                folder.toString(),
                "--chdir",
                folder.toString()));
    words.addAll(command);
    return words;
  }
}
