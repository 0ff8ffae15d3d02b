package io.assay.language;

import io.assay.Bytes;
import io.assay.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the text of a program's files, as far as a language needs it to know what a file is, and
/// our own.
final class Sources {
  /// Bytes of a file that are read.
  private static final int LONGEST = 4 * 1024 * 1024;

  private Sources() {}

  /// The text of the file of that name; empty if there is none.
  static String text(Map<String, Program.Content> files, String name) {
    Program.Content content = files.get(name);
    return content == null
        ? ""
        : switch (content) {
          case Program.Content.Text(var bytes) -> bytes.text();
          case Program.Content.HostFile(Path path, boolean _) -> textOf(path);
        };
  }

  /// The text of a regular file of the host; empty if it cannot be read.
  static String textOf(Path path) {
    if (!Files.isRegularFile(path)) {
      return "";
    }
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /// Whether something of a program's files with one of these endings looks like that.
  static boolean anyMatch(Program program, List<String> endings, Pattern pattern) {
    return program.files().sequencedKeySet().stream()
        .filter(file -> file.equals(program.entry()) || endings.contains(Endings.of(file)))
        .anyMatch(file -> pattern.matcher(text(program.files(), file)).find());
  }

  /// A file of this build of Assay.
  static Bytes own(String name) {
    try (InputStream in = Sources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build of Assay lacks its resource " + name);
      }
      return Bytes.copyOf(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What tells `texts` from others.
  static String digest(List<String> texts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      texts.forEach(text -> digest.update(text.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("a broken build of Java", e);
    }
  }
}
