package io.assay.validate.packages;

import io.assay.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// What provides the modules that programs of a language import, as far as a list of some hundred
/// well-known packages tells. A module is a name as it stands in the code: `sklearn.linear_model`,
/// `node:fs`, `@scope/name/file`, `github.com/gorilla/mux`, `serde::Deserialize`,
/// `com.google.gson.Gson`, `nlohmann/json.hpp`.
public final class Providers {
  /// When the lists were written.
  public static final LocalDate DATE = LocalDate.of(2026, 11, 25);

  private static final Map<String, Providers> READ = new ConcurrentHashMap<>();

  private final String separator;
  private final Set<String> own = new TreeSet<>();
  private final Map<String, String> packages = new HashMap<>();

  /// The template of Assay's own that has a package, by the package.
  private final Map<String, String> templates = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Providers(String list, String separator) {
    this.separator = separator;
    try (InputStream in = Providers.class.getResourceAsStream(list + ".txt")) {
      if (in == null) {
        throw new IllegalStateException("no list of packages " + list);
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String line) {
    if (line.startsWith("#") || line.isBlank()) {
      return;
    }
    List<String> words = List.of(line.strip().split(" +", -1));
    if (words.getFirst().equals("-")) {
      own.addAll(words.subList(1, words.size()));
    } else if (words.getFirst().equals("+")) {
      words.subList(2, words.size()).forEach(name -> templates.put(name, words.get(1)));
    } else {
      packages.put(words.getFirst(), words.getLast());
    }
  }

  /// The list of a language, if there is one.
  public static Optional<Providers> of(Language language) {
    // TypeScript imports what JavaScript does.
    String list = language.equals(Language.TYPESCRIPT) ? "javascript" : language.name();
    String separator =
        switch (list) {
          case "python", "java" -> ".";
          case "rust" -> "::";
          default -> "/";
        };
    return Providers.class.getResource(list + ".txt") == null
        ? Optional.empty()
        : Optional.of(READ.computeIfAbsent(list, it -> new Providers(it, separator)));
  }

  /// Whether the language itself, or its standard library, brings `module`.
  public boolean isOwn(String module) {
    return module.startsWith("node:") || prefix(module, own).isPresent();
  }

  /// The package that provides `module`: for Python the name on PyPI, for Java `group:artifact`,
  /// for C++ a package of Debian.
  public Optional<String> packageOf(String module) {
    return isOwn(module) ? Optional.empty() : prefix(module, packages.keySet()).map(packages::get);
  }

  /// How a program comes by a package that is not there: the template of Assay's own that has it,
  /// or one of the caller's, in languages that have templates.
  public Optional<String> wayTo(String provider) {
    if (templates.isEmpty()) {
      return Optional.empty();
    }
    String template = templates.get(provider);
    return Optional.of(
        template == null
            ? "with --template FOLDER it is there, if the template.toml in it requires " + provider
            : "with --template %s it is there".formatted(template));
  }

  /// What templates of Assay's own have, by the name of the package.
  public Map<String, String> templates() {
    return Collections.unmodifiableMap(templates);
  }

  /// Modules with a name nearly like `module`, the nearest first, three at most: the language's own
  /// and those of known packages.
  public List<String> near(String module) {
    Set<String> all = new LinkedHashSet<>(own);
    all.addAll(new TreeSet<>(packages.keySet()));
    return Spelling.near(module, all);
  }

  /// Every module that a package of the list provides, by the name under which it is imported.
  public Map<String, String> known() {
    return Collections.unmodifiableMap(packages);
  }

  /// The longest member of `names` that is `module` or a part of it from its start.
  private Optional<String> prefix(String module, Set<String> names) {
    String part = module;
    while (!names.contains(part)) {
      int end = part.lastIndexOf(separator);
      if (end <= 0) {
        return Optional.empty();
      }
      part = part.substring(0, end);
    }
    return Optional.of(part);
  }
}
