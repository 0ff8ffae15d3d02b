package io.assay.validate.dependencies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The packages of an ecosystem that the most others depend on, as ecosyste.ms lists them: names in
/// JSON, the most popular first.
public final class PopularList {
  /// Under which its data may be used (https://github.com/ecosyste-ms/packages).
  public static final String LICENCE = "CC BY-SA 4.0";

  private static final String SOURCE = "https://packages.ecosyste.ms/api/v1/registries/";

  /// Names that one question is answered with; of a longer list the first are taken.
  private static final int MOST = 10_000;

  private static final JsonFactory FACTORY = new JsonFactory();

  private PopularList() {}

  /// The address of an ecosystem's list.
  public static String source(Ecosystem ecosystem) {
    String registry =
        switch (ecosystem) {
          case PYPI -> "pypi.org";
          case NPM -> "npmjs.org";
          case GO -> "proxy.golang.org";
          case CRATES -> "crates.io";
          case MAVEN -> "repo1.maven.org";
        };
    return SOURCE
        + registry
        + "/package_names?sort=dependent_packages_count&order=desc&per_page="
        + MOST;
  }

  /// Whether that is where a list came from.
  public static boolean isSource(String place) {
    return place.startsWith(SOURCE);
  }

  /// The names of a list, in their one spelling.
  ///
  /// @throws IOException if it is no list of names
  static Collection<String> read(Path list, Ecosystem ecosystem) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), list)) {
      JsonToken token = json.nextToken();
      if (token != JsonToken.START_ARRAY) {
        throw new IOException("it is no list of names");
      }
      for (token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
        if (token != JsonToken.VALUE_STRING) {
          throw new IOException("it is no list of names");
        }
        String name = json.getString();
        if (names.size() < MOST && Osv.PLAIN.matcher(name).matches()) {
          names.add(ecosystem.normal(name));
        }
      }
      if (json.nextToken() != null) {
        throw new IOException("something stands behind the list of names");
      }
    } catch (JacksonException e) {
      throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
    }
    if (names.isEmpty()) {
      throw new IOException("no name is in it");
    }
    return names;
  }
}
