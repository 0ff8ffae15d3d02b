package io.assay.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The three standard streams, unbuffered, as bytes; and what we say ourselves, which goes to
/// stderr.
///
/// @param in what the program reads
/// @param out what the program writes, or the one document
/// @param err what the program complains of, and what we say
/// @param colours whether stdout is a terminal that shows colours
/// @param errColours whether stderr is
record Console(
    InputStream in, OutputStream out, OutputStream err, boolean colours, boolean errColours) {
  private static final String BOLD_RED = "\u001b[1;31m";
  private static final String PLAIN = "\u001b[0m";

  static Console ofThisProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        wantsColours(1),
        wantsColours(2));
  }

  /// On a terminal only, and not where the environment asks for none (https://no-color.org).
  private static boolean wantsColours(int descriptor) {
    String none = System.getenv("NO_COLOR");
    return (none == null || none.isEmpty())
        && !"dumb".equals(System.getenv("TERM"))
        && isTerminal(descriptor);
  }

  // Not System.console(): it answers for stdin and stdout together, and loads a line editor to do
  // so.
  private static boolean isTerminal(int descriptor) {
    try {
      String target =
          Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor))).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      // Closed, or no /proc: certainly nothing that shows colours.
      return false;
    }
  }

  /// One line from us.
  void say(String line) {
    String name = errColours ? BOLD_RED + "assay:" + PLAIN : "assay:";
    PrintWriter writer = errWriter();
    writer.println(name + " " + line);
    writer.flush();
  }

  PrintWriter outWriter() {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  PrintWriter errWriter() {
    return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
  }
}
