package io.assay.validate.docs;

import io.assay.validate.security.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A document's text, as lines.
///
/// @param path where it lies
/// @param name what it is called in findings: its path as the caller would write it
/// @param lines its lines without their ends
/// @param shown the same as they may be shown, without secrets
record Document(Path path, String name, List<String> lines, List<String> shown) {
  /// The most bytes that are read of one document.
  static final int LONGEST = 16 * 1024 * 1024;

  Document {
    lines = List.copyOf(lines);
    shown = List.copyOf(shown);
  }

  Document(Path path, String name, List<String> lines) {
    this(path, name, lines, Secrets.hidden(lines));
  }

  /// A line, from 1; empty where there is none.
  String line(int number) {
    return at(lines, number);
  }

  /// A line as it may be shown, from 1; empty where there is none.
  String shown(int number) {
    return at(shown, number);
  }

  private static String at(List<String> all, int number) {
    return number >= 1 && number <= all.size() ? all.get(number - 1) : "";
  }

  /// The same document with other lines.
  Document with(List<String> others) {
    return new Document(path, name, others);
  }

  /// Reads a document.
  ///
  /// @throws Unreadable if it is no text within the bounds
  static Document read(Path path, String name) throws Unreadable {
    if (!Files.isRegularFile(path)) {
      throw new Unreadable("it is not a regular file");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(LONGEST + 1);
    } catch (IOException e) {
      throw new Unreadable("it cannot be read: " + e.getMessage());
    }
    if (bytes.length > LONGEST) {
      throw new Unreadable("it is longer than %d MiB".formatted(LONGEST >> 20));
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      throw new Unreadable("it is binary: it has NUL characters, which no UTF-8 text has");
    }
    return new Document(
        path, name, (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList());
  }

  /// Why a document was not looked at.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
      super(reason);
    }

    String reason() {
      String reason = getMessage();
      return reason == null ? "it cannot be read" : reason;
    }
  }
}
