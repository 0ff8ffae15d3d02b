package io.assay.acceptance.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.acceptance.Product;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// SECURITY.md names every attack, and none that is not there.
@Tag("quick")
class SecurityPageTest {
  /// `` `name.py` ``
  private static final Pattern PROGRAM = Pattern.compile("`([a-z0-9-]+\\.[a-z]+)`");

  private final Set<String> cited =
      PROGRAM
          .matcher(Product.read(Product.file("../SECURITY.md")))
          .results()
          .map((MatchResult match) -> match.group(1))
          .collect(Collectors.toSet());

  @Test
  void everyAttackIsNamedAndEveryNameIsAnAttack() {
    List<String> attacks = Attack.all().map(Attack::file).toList();

    assertThat(cited).containsExactlyInAnyOrderElementsOf(attacks);
  }
}
