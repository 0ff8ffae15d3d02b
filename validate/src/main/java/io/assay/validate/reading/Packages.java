package io.assay.validate.reading;

import io.assay.language.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which package provides a module, where that is known: a table a language, `MODULE TAB PACKAGE`,
/// whose first lines say where it comes from.
public final class Packages {
  private final Map<String, String> providers;

  private Packages(Map<String, String> providers) {
    this.providers = providers;
  }

  /// The table of a language; an empty one where there is none.
  public static Packages of(Language language) {
    Map<String, String> providers = new HashMap<>();
    try (InputStream in =
        Packages.class.getResourceAsStream("packages-" + language.name() + ".tsv")) {
      if (in != null) {
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t", 2))
            .forEach(pair -> providers.put(pair[0], pair[1]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Packages(providers);
  }

  /// The package that provides `module`, or a module above it.
  public Optional<String> providing(String module) {
    for (String name = module; !name.isEmpty(); ) {
      String provider = providers.get(name);
      if (provider != null) {
        return Optional.of(provider);
      }
      int dot = name.lastIndexOf('.');
      name = dot < 0 ? "" : name.substring(0, dot);
    }
    return Optional.empty();
  }
}
