package io.assay.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SandboxException;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MatchTest {
  @Test
  void everyWayHasAName() {
    assertThat(Match.NAMES).allMatch(name -> Match.named(name, "1").isPresent());
    assertThat(Match.named("fuzzy", "1")).isEmpty();
    assertThatThrownBy(() -> Match.named("regex", "(")).isInstanceOf(PatternSyntaxException.class);
    assertThatThrownBy(() -> Match.named("json", "{")).isInstanceOf(SandboxException.class);
  }

  @Test
  @Timeout(60)
  void noOutputIsTooOddToBeCompared() {
    Match json = Match.named("json", "{\"a\": 1}").orElseThrow();
    Match number = Match.named("json", "1e99999999999999").orElseThrow();
    Match numeric = Match.named("numeric", "1").orElseThrow();

    assertThat(json.difference("[".repeat(3000) + "]".repeat(3000))).contains("not one JSON value");
    assertThat(json.difference("1".repeat(100_000))).contains("an object was expected");
    assertThat(json.difference("{\"a\": 1, \"" + "b".repeat(100_000) + "\": 1}"))
        .contains("bbb… is not expected")
        .hasSizeLessThan(1000);
    assertThat(json.difference("1e99999999999999")).contains("an object was expected");
    assertThat(json.difference("1e-2147483648")).contains("an object was expected");
    assertThat(number.difference("1e99999999999999")).isEmpty();
    for (String odd : new String[] {"1e999999999", "1e-999999999", "1e99999999999999", "NaN"}) {
      assertThat(numeric.difference(odd)).as(odd).isNotEmpty();
    }
    assertThat(numeric.difference("1".repeat(1_000_000))).isNotEmpty();
  }

  @Test
  void whatIsInfiniteOrNoNumberIsNearNothingElse() {
    for (String wanted : List.of("Infinity", "-Infinity", "1e999", "NaN")) {
      Match match = Match.named("numeric", wanted).orElseThrow();

      assertThat(match.difference(wanted)).isEmpty();
      for (String got : List.of("1", "1e308", "Infinity", "-Infinity", "1e9999", "NaN")) {
        assertThat(match.difference(got).isEmpty()).as(got).isEqualTo(got.equals(wanted));
      }
    }
    // The difference of two numbers may be more than there is a number for.
    assertThat(new Match.Numeric("1e308", 1e300).difference("-1e308")).isEmpty();
    assertThat(new Match.Numeric("1e308", 1e-9).difference("-1e308")).isNotEmpty();
  }

  @Test
  @Tag("slow")
  @Timeout(60)
  void aPatternThatTriesTooManyWaysIsGivenUp() {
    Match many = Match.named("regex", "(a|aa)+\\1c").orElseThrow();

    assertThat(many.difference("a".repeat(60))).contains("in 5 s").contains("too many ways");
  }

  @Test
  @Timeout(60)
  void aPatternThatRemembersTooManyWaysIsGivenUp() {
    Match deep = Match.named("regex", "(a|b)*").orElseThrow();

    assertThat(deep.difference("ab".repeat(1_000_000))).contains("remembers too many ways");
    assertThat(deep.difference("abab")).isEmpty();
  }

  /// Of what is cut, or is one line of several, nobody would know any more.
  @Test
  void aSecretIsHiddenBeforeItIsTakenApart() {
    String letters = "q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo";
    String cut = "a".repeat(180) + " gh" + "p_" + letters;
    String key = "-----BEGIN PRIVATE KEY-----\n%1$s\n%1$s\n-----END PRIVATE KEY-----";
    List<Match> ways = List.of(new Match.Exact("a"), new Match.Trimmed("a"));
    for (Match match : ways) {
      assertThat(match.difference(cut)).contains("aaa ghp_****").doesNotContain("q7X");
    }

    String expected = key.formatted("a" + letters);
    assertThat(new Match.Exact(expected).difference(key.formatted(letters)))
        .startsWith("line 2 is 'q7Xv****")
        .doesNotContain("LmR9");
    assertThat(new Match.Numeric(expected, 0).difference(key.formatted(letters)))
        .doesNotContain("LmR9");
    assertThat(Preview.of(cut, 200)).doesNotContain("q7X");
    assertThat(Preview.ofEnd(cut + " " + "b".repeat(965))).doesNotContain("d4Wz");
    assertThat(Preview.ofEnd(key.formatted(letters.repeat(1)) + "\nb".repeat(8)))
        .doesNotContain("LmR9");
  }
}
