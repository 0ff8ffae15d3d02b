package io.assay.validate.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.language.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {
  @ParameterizedTest(name = "{0}: {1} comes from {2}")
  @CsvSource({
    "python, cv2, opencv-python",
    "python, yaml, PyYAML",
    "python, sklearn.linear_model, scikit-learn",
    "python, google.cloud.storage.blob, google-cloud-storage",
    "python, numpy, numpy",
    "javascript, lodash/fp, lodash",
    "javascript, @aws-sdk/client-s3, @aws-sdk/client-s3",
    "typescript, express, express",
    "go, github.com/gorilla/mux, github.com/gorilla/mux",
    "go, golang.org/x/text/language, golang.org/x/text",
    "rust, serde::Deserialize, serde",
    "rust, actix_web, actix-web",
    "java, com.google.gson.Gson, com.google.code.gson:gson",
    "java, org.junit.jupiter.api.Test, org.junit.jupiter:junit-jupiter",
    "java, org.junit.Assert, junit:junit",
    "cpp, nlohmann/json.hpp, nlohmann-json3-dev",
    "cpp, zlib.h, zlib1g-dev",
  })
  void aModuleIsProvidedByAPackage(String language, String module, String expected) {
    assertThat(providers(language).packageOf(module)).contains(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "python, os.path",
    "python, __future__",
    "javascript, fs",
    "javascript, node:test",
    "javascript, fs/promises",
    "go, net/http",
    "rust, std::collections::HashMap",
    "java, java.util.List",
    "cpp, vector",
    "cpp, sys/types.h",
  })
  void whatTheLanguageBringsIsItsOwn(String language, String module) {
    assertThat(providers(language).isOwn(module)).isTrue();
    assertThat(providers(language).packageOf(module)).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}, not {2}")
  @CsvSource({
    "python, numpy, nunpy",
    "python, pandas, pandsa",
    "python, random, randon",
    "javascript, express, expres",
    "cpp, iostream, iostreem"
  })
  void aNearMissIsFound(String language, String meant, String written) {
    assertThat(providers(language).near(written)).first().isEqualTo(meant);
  }

  @Test
  void nothingIsKnownOfAModuleThatIsOnNoList() {
    assertThat(providers("python").packageOf("nowhere_to_be_found")).isEmpty();
    assertThat(providers("python").isOwn("nowhere_to_be_found")).isFalse();
    assertThat(providers("python").near("nowhere_to_be_found")).isEmpty();
  }

  @Test
  void distanceCountsASwapOfNeighboursOnceAndStopsWhereItIsTooFar() {
    assertThat(Spelling.distance("requests", "reqeusts", 2)).isEqualTo(1);
    assertThat(Spelling.distance("abc", "abcd", 2)).isEqualTo(1);
    assertThat(Spelling.distance("kitten", "sitting", 3)).isEqualTo(3);
    assertThat(Spelling.distance("kitten", "sitting", 2)).isGreaterThan(2);
    assertThat(Spelling.distance("a".repeat(100_000), "b".repeat(100_000), 2)).isGreaterThan(2);
  }

  private static Providers providers(String language) {
    return Providers.of(Language.named(language)).orElseThrow();
  }
}
