package io.assay.validate.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {
  @Test
  void versionsComeInTheirOrder() {
    List<String> ordered =
        List.of(
            "0.0.9",
            "0.1.dev1",
            "0.1",
            "1.0.0-0",
            "1.0.0-alpha.1",
            "1.0.0-beta",
            "1.0.0-ea.1",
            "1.0.0-rc.1",
            "1.0.0-rc.2",
            "1.0.0",
            "1.0.post1",
            "1.0.1",
            "1.2",
            "1.10",
            "2.0b1",
            "2.0",
            "10.0",
            "99999999999999999999.0");
    List<String> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(7));

    shuffled.sort(Versions::compare);

    assertThat(shuffled).isEqualTo(ordered);
  }

  @ParameterizedTest
  @CsvSource({"1.0,1", "v1.2.3,1.2.3", "1.0.0+build5,1.0.0", "1.2.3.Final,1.2.3", "1.01,1.1"})
  void someSpellingsAreTheSameVersion(String one, String other) {
    assertThat(Versions.compare(one, other)).isZero();
  }
}
