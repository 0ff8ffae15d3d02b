package io.assay.validate.cache;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reports in a folder, each under the digest of all that it depends on. What is damaged is not
/// there.
///
/// @param folder where they are
public record KeptReports(Path folder) {
  /// Reports that are kept; the longest unused go first.
  private static final int MOST = 4096;

  private static final long LARGEST_REPORT = 1L << 20;

  /// Those in the state of an engine.
  public static KeptReports of(Assay assay) {
    return new KeptReports(assay.stateFolder().resolve("verdicts"));
  }

  /// What may come differently on another day is not kept: what could not be decided, and what a
  /// busy host may bring about.
  public static boolean isLasting(Report report) {
    return switch (report.verdict()) {
      case Verdict.Accepted(var warnings) ->
          warnings.stream().noneMatch(it -> it.rule().endsWith("-limit"));
      case Verdict.Rejected(var findings) ->
          findings.stream().noneMatch(it -> it.rule().endsWith("-limit"));
      case Verdict.Undecided _ -> false;
    };
  }

  /// What is kept under a digest: a file with the digest of what it says, and what it says.
  public Optional<Report> find(String digest) {
    Path file = folder.resolve(digest);
    try {
      if (Files.size(file) > LARGEST_REPORT) {
        return Optional.empty();
      }
      String text = Files.readString(file);
      int line = text.indexOf('\n');
      String said = text.substring(line + 1);
      if (line < 0 || !text.substring(0, line).equals(Key.sha256(Bytes.of(said).toArray()))) {
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return ReportText.read(said);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Keeps a report, if it is not too large and there is room; otherwise it is judged again the
  /// next time.
  public void keep(String digest, Report report) {
    Path file = folder.resolve(digest);
    String said = ReportText.of(report);
    if (said.length() > LARGEST_REPORT / 4) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "fresh", "");
      Files.writeString(fresh, Key.sha256(Bytes.of(said).toArray()) + "\n" + said);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      makeRoom();
    } catch (IOException e) {
      // It is judged again the next time.
      System.getLogger(KeptReports.class.getName())
          .log(System.Logger.Level.DEBUG, "keeping a report", e);
    }
  }

  private void makeRoom() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.list(folder)) {
      all = files.toList();
    }
    if (all.size() > MOST) {
      List<Path> oldest =
          all.stream().sorted(Comparator.comparing(KeptReports::used)).limit(MOST / 8).toList();
      for (Path file : oldest) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static FileTime used(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
