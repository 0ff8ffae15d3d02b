package io.assay.validate.honesty;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/// The words of a program outside its comments and texts.
///
/// @param all each once
public record Words(Set<String> all) {
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

  boolean anyOf(Set<String> some) {
    return some.stream().anyMatch(all::contains);
  }

  boolean any(Predicate<String> matches) {
    return all.stream().anyMatch(matches);
  }
}
