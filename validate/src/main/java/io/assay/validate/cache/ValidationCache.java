package io.assay.validate.cache;

import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.validate.Change;
import io.assay.validate.Expected;
import io.assay.validate.Gate;
import io.assay.validate.Match;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import io.assay.validate.dependencies.Advisories;
import io.assay.validate.tests.TestCommand;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A validation that answers what it has judged before from what it judged: the same files, inputs,
/// limits and expectations before the same gates of the same build, in the same template, with the
/// same data about packages. That is right for programs that do the same each time, which only
/// whoever wrote them can say: it is for those who ask for it.
///
/// @param validation what judges what is not known
/// @param folder where reports are kept
public record ValidationCache(Validation validation, Path folder) {
  /// Reports that are kept; the longest unused go first.
  private static final int MOST = 4096;

  private static final long LARGEST_PROGRAM = 4L << 20;
  private static final long LARGEST_REPORT = 1L << 20;

  /// Grows when what is kept changes its form.
  private static final int FORM = 2;

  /// One that keeps its reports in the state of its engine.
  public static ValidationCache of(Validation validation) {
    return new ValidationCache(validation, validation.assay().stateFolder().resolve("verdicts"));
  }

  /// What the gates make of `change`, or made of it.
  ///
  /// @throws io.assay.SandboxException as [Validation#judge] does
  public Report judge(Change change) throws InterruptedException {
    Optional<Change> loaded = change.program().inMemory(LARGEST_PROGRAM).map(change::withProgram);
    if (loaded.isEmpty()) {
      return validation.judge(change);
    }
    Path file = folder.resolve(key(loaded.get()));
    Optional<Report> known = kept(file);
    if (known.isPresent()) {
      return known.get().known();
    }
    Report report = validation.judge(loaded.get());
    if (isLasting(report)) {
      keep(file, report);
    }
    return report;
  }

  /// What may come differently on another day is not kept: what could not be decided, and what a
  /// busy host may bring about.
  private static boolean isLasting(Report report) {
    return switch (report.verdict()) {
      case Verdict.Accepted(var warnings) ->
          warnings.stream().noneMatch(it -> it.rule().endsWith("-limit"));
      case Verdict.Rejected(var findings) ->
          findings.stream().noneMatch(it -> it.rule().endsWith("-limit"));
      case Verdict.Undecided _ -> false;
    };
  }

  private String key(Change change) throws InterruptedException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(all)) {
      out.writeInt(FORM);
      put(out, Build.IDENTITY);
      put(out, validation.assay().template(List.of(change.language())).digest());
      put(out, change.language().name());
      out.writeInt(validation.gates().size());
      for (Gate gate : validation.gates()) {
        put(out, gate.getClass().getName());
      }
      out.writeBoolean(validation.throughout());
      put(out, Advisories.in(validation.assay().stateFolder()).identity());
      Program program = change.program();
      put(out, program.entry());
      out.writeInt(program.arguments().size());
      for (String argument : program.arguments()) {
        put(out, argument);
      }
      out.writeInt(program.environment().size());
      for (Map.Entry<String, String> variable : new TreeMap<>(program.environment()).entrySet()) {
        put(out, variable.getKey());
        put(out, variable.getValue());
      }
      put(out, change.limits());
      out.writeInt(change.expected().size());
      for (Expected expected : change.expected()) {
        put(out, expected);
      }
      put(out, change.tests().map(TestCommand::line).orElse(""));
      put(out, change.tests().flatMap(TestCommand::report).orElse(""));
      out.writeBoolean(change.tests().isPresent());
      put(out, change.stdin().toArray());
      for (Map.Entry<String, Program.Content> file : program.files().entrySet()) {
        put(out, file.getKey());
        if (file.getValue() instanceof Program.Content.Text(Bytes bytes)) {
          put(out, bytes.toArray());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
    return sha256(all.toByteArray());
  }

  private static void put(DataOutputStream out, Limits limits) throws IOException {
    out.writeDouble(limits.cpus());
    out.writeLong(limits.memoryBytes());
    put(out, limits.wall().toString());
    put(out, limits.cpuTime().toString());
    out.writeInt(limits.processes());
    out.writeLong(limits.diskBytes());
    out.writeLong(limits.diskFiles());
    out.writeLong(limits.outputBytes());
    out.writeInt(limits.openFiles());
    put(out, new TreeSet<>(limits.asked()).toString());
  }

  private static void put(DataOutputStream out, Expected expected) throws IOException {
    // A pattern's text does not tell its flags.
    out.writeInt(
        switch (expected) {
          case Expected.Stdout(Match.Matching(Pattern pattern)) -> pattern.flags();
          case Expected.File(String _, Match.Matching(Pattern pattern)) -> pattern.flags();
          case Expected.Stdout _, Expected.File _, Expected.Exit _ -> 0;
        });
    put(out, expected.toString());
  }

  private static void put(DataOutputStream out, String text) throws IOException {
    put(out, Bytes.of(text).toArray());
  }

  private static void put(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// What is kept in a file: what it says behind the digest of that.
  private static Optional<Report> kept(Path file) {
    try {
      if (Files.size(file) > LARGEST_REPORT) {
        return Optional.empty();
      }
      String text = Files.readString(file);
      int line = text.indexOf('\n');
      String said = text.substring(line + 1);
      if (line < 0 || !text.substring(0, line).equals(sha256(Bytes.of(said).toArray()))) {
        return Optional.empty();
      }
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return ReportText.read(said);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void keep(Path file, Report report) {
    String said = ReportText.of(report);
    if (said.length() > LARGEST_REPORT / 4) {
      return;
    }
    try {
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "fresh", "");
      Files.writeString(fresh, sha256(Bytes.of(said).toArray()) + "\n" + said);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      makeRoom();
    } catch (IOException e) {
      // It is judged again the next time.
      System.getLogger(ValidationCache.class.getName())
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
          all.stream().sorted(Comparator.comparing(ValidationCache::used)).limit(MOST / 8).toList();
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

  /// Which build of Assay judges: the sizes and times of the files that it is in.
  private static final class Build {
    static final String IDENTITY = identity();

    private Build() {}

    private static String identity() {
      StringBuilder all = new StringBuilder();
      for (Class<?> type : List.of(Validation.class, Program.class)) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try (Stream<Path> files = Files.walk(Path.of(source.getLocation().toURI()))) {
          for (Path file : files.sorted().toList()) {
            all.append(Files.size(file)).append(' ').append(used(file)).append('\n');
          }
        } catch (IOException | URISyntaxException e) {
          throw new IllegalStateException("this program's own files cannot be read", e);
        }
      }
      return sha256(Bytes.of(all.toString()).toArray());
    }
  }
}
