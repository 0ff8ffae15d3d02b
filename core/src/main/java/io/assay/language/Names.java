package io.assay.language;

import io.assay.Program;
import io.assay.SandboxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds a language by what people call it or by how they name its files.
final class Names {
  private Names() {}

  static Language named(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return Language.ALL.stream()
        .filter(language -> called(language).anyMatch(wanted::equals))
        .findFirst()
        .orElseThrow(() ->
            SandboxException.caller(
                "unknown language '%s'%s; known: %s"
                    .formatted(
                        shown(name),
                        nearMiss(wanted, Names::called),
                        Language.ALL.stream()
                            .map(Language::name)
                            .collect(Collectors.joining(", ")))));
  }

  static Language ofFileName(String name) {
    return Endings.language(name)
        .orElseThrow(() ->
            SandboxException.caller(
                "no language is known for '%s'%s; name it with --language, or use one of the endings %s"
                    .formatted(
                        shown(name),
                        nearMiss(Endings.of(name), language -> language.extensions().stream()),
                        Language.ALL.stream()
                            .flatMap(language -> language.extensions().stream())
                            .map(known -> "." + known)
                            .collect(Collectors.joining(" ")))));
  }

  /// A path's last name.
  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// The first of `preferred` that is among `files`; else the only file of the language, or the
  /// only one that holds no tests; else none.
  static Optional<String> entry(Set<String> files, List<String> preferred, Language language) {
    for (String name : preferred) {
      if (files.contains(name)) {
        return Optional.of(name);
      }
    }
    List<String> own =
        files.stream().filter(file -> language.extensions().contains(Endings.of(file))).toList();
    if (own.size() > 1) {
      own = own(files, language);
    }
    return only(own);
  }

  /// The files of the language that have what a program starts with, those of tests left out.
  static List<String> startable(
      SequencedMap<String, Program.Content> files, Language language, Pattern main) {
    return own(files.sequencedKeySet(), language).stream()
        .filter(file -> main.matcher(Sources.text(files, file)).find())
        .toList();
  }

  /// The one that there is, if there are no others.
  static Optional<String> only(List<String> files) {
    return files.size() == 1 ? Optional.of(files.getFirst()) : Optional.empty();
  }

  /// The files of the language that hold no tests.
  static List<String> own(Set<String> files, Language language) {
    return files.stream()
        .filter(file -> language.extensions().contains(Endings.of(file)))
        .filter(file -> !language.isTest(file))
        .toList();
  }

  private static Stream<String> called(Language language) {
    return Stream.concat(
        Stream.of(language.name()),
        Stream.concat(language.aliases().stream().sorted(), language.extensions().stream()));
  }

  private static String shown(String name) {
    return name.length() <= 80 ? name : name.substring(0, 80) + "…";
  }

  private static String nearMiss(String wanted, Function<Language, Stream<String>> words) {
    if (wanted.isEmpty() || wanted.length() > 20) {
      return "";
    }
    int least = Math.min(2, wanted.length() - 1);
    String best = "";
    for (Language language : Language.ALL) {
      for (String word : words.apply(language).toList()) {
        int distance = distance(wanted, word);
        if (distance <= least && distance < word.length()) {
          best = distance < least || best.isEmpty() ? word : best;
          least = distance;
        }
      }
    }
    return best.isEmpty() ? "" : " (did you mean '" + best + "'?)";
  }

  /// How many letters have to be changed, added, removed or swapped with their neighbour to turn
  /// `a` into `b`.
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
