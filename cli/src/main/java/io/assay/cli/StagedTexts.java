package io.assay.cli;

import io.assay.cli.Repository.Staged;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Verdict;
import io.assay.validate.Warnings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What is staged beside code and documents: settings, keys, data. As far as it is text, it is
/// looked at for secrets.
final class StagedTexts {
  /// Bytes of one file that is read.
  private static final long LONGEST = 4 << 20;

  /// Bytes of all of them.
  private static final long MOST_BYTES = 64 << 20;

  private static final int MOST_FILES = 5_000;

  /// Bytes in which one that is 0 says that a file is no text, as for git.
  private static final int BEGINNING = 8_000;

  private StagedTexts() {}

  /// A report on all of them.
  static Report judged(Repository repository, List<Staged> files) {
    long start = System.nanoTime();
    Warnings warnings = new Warnings();
    repository.read(
        chosen(repository, files, warnings),
        (file, bytes) -> {
          if (isText(bytes)) {
            warnings.look(file.path(), new String(bytes, StandardCharsets.UTF_8), List.of());
          }
        });
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    String subject = files.size() == 1 ? files.getFirst().path() : files.size() + " other files";
    return new Report(
        subject,
        "",
        List.of(new Judgement("security", new Verdict.Accepted(warnings.all()), took)),
        List.of(),
        Optional.empty());
  }

  /// Those that are read, the short ones first where there are too many: secrets stand in settings
  /// rather than in data. What is left out is told.
  private static List<Staged> chosen(Repository repository, List<Staged> files, Warnings warnings) {
    List<Long> sizes = repository.sizes(files);
    List<Integer> shortest =
        IntStream.range(0, files.size()).boxed().sorted(Comparator.comparing(sizes::get)).toList();
    List<Integer> read = new ArrayList<>();
    long bytes = 0;
    for (int i : shortest) {
      bytes += sizes.get(i);
      if (sizes.get(i) > LONGEST || bytes > MOST_BYTES || read.size() == MOST_FILES) {
        int more = files.size() - read.size() - 1;
        warnings.leave(
            "'%s' %s not looked at: the most are %d MiB of one file, %d MiB and %d files in all"
                .formatted(
                    files.get(i).path(),
                    more == 0 ? "was" : "and " + more + " more were",
                    LONGEST >> 20,
                    MOST_BYTES >> 20,
                    MOST_FILES));
        break;
      }
      read.add(i);
    }
    return read.stream().sorted().map(files::get).toList();
  }

  private static boolean isText(byte[] bytes) {
    return IntStream.range(0, Math.min(bytes.length, BEGINNING)).noneMatch(i -> bytes[i] == 0);
  }
}
