package io.assay.validate.dependencies;

import io.assay.validate.packages.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Names of packages that are heard of, and those of them that others are mistaken for.
record Popular(Set<String> known, Lexicon meant) {
  /// Brought names, the most popular first, that a slip is taken for: others hide behind those.
  private static final int MOST_MEANT = 2_000;

  /// When there is no list.
  private static final FileTime NEVER = FileTime.fromMillis(0);

  /// What was read last, by the list: to read it takes a third of the time of a whole verdict.
  private static final Map<Path, Kept> KEPT = new ConcurrentHashMap<>();

  /// @param at when the list was put there; another one takes its place as a whole
  private record Kept(FileTime at, Popular popular) {}

  /// Those of an ecosystem: well known ones, and what was brought.
  static Popular of(Ecosystem ecosystem, Advisories advisories) {
    Path list = advisories.popularFile(ecosystem).toAbsolutePath();
    FileTime at = time(list);
    Kept kept = KEPT.get(list);
    if (kept != null && kept.at().equals(at)) {
      return kept.popular();
    }
    Popular popular = read(ecosystem, advisories);
    KEPT.put(list, new Kept(at, popular));
    return popular;
  }

  private static FileTime time(Path list) {
    try {
      return Files.getLastModifiedTime(list);
    } catch (IOException e) {
      return NEVER;
    }
  }

  private static Popular read(Ecosystem ecosystem, Advisories advisories) {
    List<String> brought = advisories.popular(ecosystem);
    Set<String> known = new HashSet<>(ecosystem.wellKnown());
    known.addAll(brought);
    Set<String> meant = new HashSet<>(ecosystem.wellKnown());
    meant.addAll(brought.subList(0, Math.min(brought.size(), MOST_MEANT)));
    return new Popular(known, new Lexicon(meant));
  }
}
