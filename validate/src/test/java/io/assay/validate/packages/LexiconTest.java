package io.assay.validate.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.language.Language;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LexiconTest {
  @Test
  void itFindsWhatComparingEveryNameFinds() {
    TreeSet<String> names =
        new TreeSet<>(Providers.of(Language.PYTHON).orElseThrow().known().values());
    Lexicon lexicon = new Lexicon(names);
    Random random = new Random(1);
    for (String name : names) {
      StringBuilder slip = new StringBuilder(name);
      for (int i = random.nextInt(4); i > 0; i--) {
        int at = random.nextInt(slip.length());
        switch (random.nextInt(3)) {
          case 0 -> slip.insert(at, (char) ('a' + random.nextInt(26)));
          case 1 -> slip.setCharAt(at, (char) ('A' + random.nextInt(60)));
          default -> slip.deleteCharAt(slip.length() > 1 ? at : 0).append('z');
        }
      }
      assertThat(lexicon.near(slip.toString()))
          .as(slip.toString())
          .isEqualTo(Spelling.near(slip.toString(), names));
    }
  }

  @Tag("slow")
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void manyNamesAreLookedForAmongThousands() {
    Random random = new Random(2);
    List<String> names = IntStream.range(0, 10_000).mapToObj(_ -> word(random)).toList();
    Lexicon lexicon = new Lexicon(names);

    assertThat(
            IntStream.range(0, 50_000).filter(_ -> !lexicon.near(word(random)).isEmpty()).count())
        .isLessThan(50_000);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 4 + random.nextInt(14); i > 0; i--) {
      word.append(
          "etaoinshrdlucmfwypvbgkjqxz-".charAt((int) (27 * Math.pow(random.nextDouble(), 1.5))));
    }
    return word.toString();
  }
}
