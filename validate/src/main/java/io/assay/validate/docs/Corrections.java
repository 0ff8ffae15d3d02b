package io.assay.validate.docs;

import io.assay.SandboxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What is to be written into documents when all their programs have run.
final class Corrections {
  /// Behind every end of a line.
  private static final Pattern LINE = Pattern.compile("(?<=\n)|(?<=\r)(?!\n)");

  private final Queue<Correction> all = new ConcurrentLinkedQueue<>();

  void add(Correction correction) {
    all.add(correction);
  }

  /// Writes them: a document has all of its own, or none.
  ///
  /// @throws SandboxException blaming the caller for a document that cannot be written, or that is
  ///   not any more what was read
  void write() {
    Map<Document, List<Correction>> byDocument =
        all.stream().collect(Collectors.groupingBy(Correction::document));
    byDocument.forEach((document, own) -> {
      try {
        write(document, own);
      } catch (IOException e) {
        throw SandboxException.caller("cannot write '%s': %s".formatted(document.name(), e));
      }
    });
  }

  private static void write(Document document, List<Correction> own) throws IOException {
    // A link stays one: what it leads to is changed.
    Path file = document.path().toRealPath();
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.UTF_8);
    String mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
    List<String> lines =
        new ArrayList<>(Arrays.asList(LINE.split(text.substring(mark.length()), -1)));
    boolean isText = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    if (!isText || !text.substring(mark.length()).lines().toList().equals(document.lines())) {
      throw SandboxException.caller(
          "'%s' is not written: %s"
              .formatted(
                  document.name(),
                  isText ? "it was changed while its programs ran; try again" : "it is no UTF-8"));
    }
    // From the end, so that the numbers of the lines before stay what they are.
    own.sort(Comparator.comparingInt(Correction::start).reversed());
    for (Correction correction : own) {
      String end = end(lines.get(Math.max(0, correction.start() - 1)));
      List<String> there = lines.subList(correction.start(), correction.end());
      there.clear();
      correction.lines().forEach(line -> there.add(line + end));
    }
    replace(file, mark + String.join("", lines));
  }

  private static String end(String line) {
    return line.endsWith("\r\n") ? "\r\n" : line.endsWith("\r") ? "\r" : "\n";
  }

  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".assay-new");
    Files.deleteIfExists(fresh);
    try {
      Files.createFile(
          fresh, PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(file)));
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
