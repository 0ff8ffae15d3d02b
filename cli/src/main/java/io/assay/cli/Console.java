package io.assay.cli;

import io.assay.Assay;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// Whoever called: the three standard streams, unbuffered, as bytes; what we say ourselves, which
/// goes to stderr; and where the call comes from, which in a resident engine is not this process.
///
/// @param in what the program reads
/// @param out what the program writes, or the one document
/// @param err what the program complains of, and what we say
/// @param colours whether stdout is a terminal that shows colours
/// @param errColours whether stderr is
/// @param directory what relative paths are relative to
/// @param environment the caller's variables
/// @param engine gives the engine that runs the caller's programs, for whoever is done to close
record Console(
    InputStream in,
    OutputStream out,
    OutputStream err,
    boolean colours,
    boolean errColours,
    Path directory,
    Map<String, String> environment,
    Function<Console, Assay> engine) {
  private static final String BOLD_RED = "\u001b[1;31m";
  private static final String PLAIN = "\u001b[0m";

  static Console ofThisProcess() {
    return new Console(
        Intake.standard(),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        wantsColours(System.getenv()) && isTerminal(1),
        wantsColours(System.getenv()) && isTerminal(2),
        Path.of("").toAbsolutePath(),
        System.getenv(),
        console -> Assay.start(Assay.state(), console::say));
  }

  /// The same caller, whose programs run on another engine.
  Console on(Supplier<Assay> other) {
    return new Console(in, out, err, colours, errColours, directory, environment, _ -> other.get());
  }

  /// The same caller, whose stdout is `other`.
  Console to(OutputStream other) {
    return new Console(in, other, err, colours, errColours, directory, environment, engine);
  }

  /// What writes a document.
  @FunctionalInterface
  interface Document {
    void to(OutputStream out) throws IOException;
  }

  /// All of a document: what writes JSON would turn a failure to write into one of its own.
  static byte[] whole(Document document) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    document.to(whole);
    return whole.toByteArray();
  }

  /// Prints a document. That it cannot be printed is told by stdout itself ([Stdout]).
  void print(Document document) {
    try {
      out.write(whole(document));
    } catch (IOException e) {
      System.getLogger(Console.class.getName())
          .log(System.Logger.Level.DEBUG, "printing a document", e);
    }
  }

  /// Whether a terminal that is called by this environment is to show colours
  /// (https://no-color.org).
  static boolean wantsColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /// The engine that runs the caller's programs, to be closed after use.
  Assay assay() {
    return engine.apply(this);
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
    writer.println(name + " " + plain(line));
    writer.flush();
  }

  /// `text` without what a terminal would obey: names and messages may be somebody else's.
  static String plain(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\n\t]]", "\uFFFD");
  }

  PrintWriter outWriter() {
    return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
  }

  PrintWriter errWriter() {
    return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
  }
}
