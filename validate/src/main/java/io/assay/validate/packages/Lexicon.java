package io.assay.validate.packages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// Names among which those are looked for that others are nearly like: of thousands, only a few are
/// compared letter by letter.
public final class Lexicon {
  private final String[] all;
  private final long[] letters;

  public Lexicon(Collection<String> names) {
    this.all = new TreeSet<>(names).toArray(String[]::new);
    this.letters = Arrays.stream(all).mapToLong(Lexicon::letters).toArray();
  }

  /// As [Spelling#near] has it of these names.
  public List<String> near(String name) {
    int most = Spelling.most(name);
    long own = letters(name);
    List<String> candidates = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      // A letter in the place of another changes two of the letters that occur.
      if (Math.abs(all[i].length() - name.length()) <= most
          && Long.bitCount(letters[i] ^ own) <= 2 * most) {
        candidates.add(all[i]);
      }
    }
    return Spelling.near(name, candidates);
  }

  /// Which letters occur in a name, in whatever case; several share a place.
  private static long letters(String name) {
    long letters = 0;
    for (int i = 0; i < name.length(); i++) {
      letters |= 1L << Character.toLowerCase(name.charAt(i));
    }
    return letters;
  }
}
