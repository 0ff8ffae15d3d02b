package io.assay.bench;

import java.util.HashSet;
import java.util.Set;

/// Finds out whether two runs shared a sandbox: each witness says which one it was in, and whether
/// an earlier one left something there.
final class Witnesses {
  private final Set<String> seen = new HashSet<>();

  /// Takes what a witness printed.
  ///
  /// @throws IllegalStateException if its sandbox was not a fresh one
  void hear(String where, String said) {
    String[] words = said.strip().split(" ", -1);
    if (words.length != 2 || !words[0].matches("[0-9]+(-[0-9]+){5}")) {
      throw new IllegalStateException("%s: no witness says '%s'".formatted(where, said));
    }
    if (!words[1].equals("0") || !seen.add(words[0])) {
      throw new IllegalStateException(
          "%s: two runs shared a sandbox; the second said '%s'".formatted(where, said.strip()));
    }
  }

  /// How many sandboxes there were.
  int count() {
    return seen.size();
  }
}
