package io.assay.validate.tests;

import io.assay.StepResult;
import io.assay.language.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tests that stand in a program, which runs them by itself.
public final class OwnTests {
  /// What `unittest` and `pytest` print of tests that they were told to run, if all were skipped.
  private static final Pattern ALL_SKIPPED =
      Pattern.compile(
          "(?m)^Ran (\\d{1,9}) tests? in [0-9.]+s\\R\\R(?:OK|NO TESTS RAN) \\(skipped=\\1\\)$"
              + "|^=*+ ?\\d{1,9} skipped in [0-9.]+s");

  /// What they print of any that were not.
  private static final Pattern RAN =
      Pattern.compile("(?m)^Ran \\d{1,9} tests? in [0-9.]+s$|^=*+ ?.{0,80}\\bin [0-9.]+s(?: =*)?$");

  private static final Pattern FRAMEWORK = Pattern.compile("\\b(?:unittest|pytest)\\b");

  /// Tests that are functions by themselves, and take nothing.
  private static final Pattern PYTHON = Pattern.compile("(?m)^(?:async )?def (test_\\w+)\\(\\):");

  private static final Pattern JAVASCRIPT =
      Pattern.compile("(?m)^(?:async )?function (test[A-Z_]\\w*)\\(\\)");

  private static final Pattern WORD = Pattern.compile("\\w+");

  /// By what a function can be called without its name, or is called by others.
  private static final Pattern OTHERWISE =
      Pattern.compile(
          "\\b(?:pytest|unittest|doctest|nose|globals|locals|vars|dir|getattr|inspect|__dict__|eval"
              + "|exec|importlib|export|exports|globalThis|describe)\\b");

  private OwnTests() {}

  /// A test that nothing calls.
  ///
  /// @param line where it begins, from 1
  public record Uncalled(String name, String file, int line) {}

  /// What a program's framework said of its tests, if all of them were skipped.
  ///
  /// @param sources its files in its language, by path
  public static Optional<String> allSkipped(Map<String, String> sources, StepResult ran) {
    if (sources.values().stream().noneMatch(text -> FRAMEWORK.matcher(text).find())) {
      return Optional.empty();
    }
    String said = ran.stdout().text() + "\n" + ran.stderr().text();
    long skipped = ALL_SKIPPED.matcher(said).results().count();
    return skipped > 0 && skipped == RAN.matcher(said).results().count()
        ? ALL_SKIPPED
            .matcher(said)
            .results()
            .findFirst()
            .map(it -> it.group().lines().toList().getLast())
        : Optional.empty();
  }

  /// Functions that are called tests, and that nothing calls.
  ///
  /// @param sources a program's files in its language, by path
  public static List<Uncalled> neverCalled(Language language, Map<String, String> sources) {
    Pattern pattern =
        switch (language.name()) {
          case "python" -> PYTHON;
          case "javascript", "typescript" -> JAVASCRIPT;
          default -> null;
        };
    List<Uncalled> found = new ArrayList<>();
    if (pattern == null
        || sources.values().stream().anyMatch(text -> OTHERWISE.matcher(text).find())) {
      return found;
    }
    Map<String, Integer> named = new HashMap<>();
    for (String text : sources.values()) {
      WORD.matcher(text).results().forEach(word -> named.merge(word.group(), 1, Integer::sum));
    }
    sources.forEach((file, text) -> {
      Matcher test = pattern.matcher(text);
      int line = 1;
      int counted = 0;
      while (test.find()) {
        line += (int) text.substring(counted, test.start()).chars().filter(c -> c == '\n').count();
        counted = test.start();
        if (named.getOrDefault(test.group(1), 0) == 1) {
          found.add(new Uncalled(test.group(1), file, line));
        }
      }
    });
    return found;
  }
}
