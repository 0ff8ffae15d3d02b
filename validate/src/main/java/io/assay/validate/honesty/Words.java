package io.assay.validate.honesty;

import io.assay.validate.reading.Spelling;
import io.assay.validate.reading.Token;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The words of a program outside its comments and texts.
///
/// @param all each once
public record Words(Set<String> all) {
  /// Parts of the names that people give to what does.
  private static final Pattern COULD_FAIL =
      Pattern.compile(
          "assert|expect|check|require|verif|valid|fail|raise|throw|err|panic|fatal|should|must|unwrap"
              + "|exit|abort|die|equal|compar|diff|match|same|ensure|confirm|golden|snapshot|approv",
          Pattern.CASE_INSENSITIVE);

  /// Parts of the names of what reads input, or has something else do it.
  private static final Pattern COULD_READ =
      Pattern.compile(
          "read|scan|stdin|input|line|getc|gets|prompt|open|exec|spawn|subprocess|eval|^cin$|^in$|(?-i:^system$)",
          Pattern.CASE_INSENSITIVE);

  /// Copies them.
  public Words {
    all = Set.copyOf(all);
  }

  /// The words of source files.
  public static Words of(Spelling spelling, Collection<String> texts) {
    Set<String> all = new HashSet<>();
    for (String text : texts) {
      for (Token token : Token.of(spelling, text)) {
        if (token.kind() == Token.Kind.WORD) {
          all.add(token.text());
        }
      }
    }
    return new Words(all);
  }

  /// Whether one of them could be part of a check.
  public boolean haveChecks() {
    return any(Outline::isAboutChecks);
  }

  /// Whether one of them could be part of a check, or the program says by its status what came of
  /// one.
  ///
  /// @param texts the files that they are of
  public boolean haveChecks(Spelling spelling, Collection<String> texts) {
    return haveChecks() || Outline.mayEndBadly(spelling, texts);
  }

  /// Whether one of them could make a test fail by what it says, or calls what does.
  public boolean couldFail() {
    return any(word -> COULD_FAIL.matcher(word).find());
  }

  /// Whether one of them could read what a program is given.
  public boolean couldRead() {
    return any(word -> COULD_READ.matcher(word).find());
  }

  boolean anyOf(Set<String> some) {
    return some.stream().anyMatch(all::contains);
  }

  boolean any(Predicate<String> matches) {
    return all.stream().anyMatch(matches);
  }
}
