package io.assay.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SandboxException;
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
}
