package io.assay.validate.dependencies;

import io.assay.language.Language;
import io.assay.validate.packages.Providers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A place that packages come from, by the name that OSV has for it.
public enum Ecosystem {
  /// Python's.
  PYPI("PyPI"),
  /// JavaScript's and TypeScript's.
  NPM("npm"),
  /// Go's modules.
  GO("Go"),
  /// Rust's.
  CRATES("crates.io"),
  /// Java's.
  MAVEN("Maven");

  private final String word;

  Ecosystem(String word) {
    this.word = word;
  }

  /// Its name, as OSV spells it: `PyPI`.
  public String word() {
    return word;
  }

  /// The one of that name, in whatever case; empty if there is none.
  public static Optional<Ecosystem> named(String name) {
    return Arrays.stream(values()).filter(it -> it.word.equalsIgnoreCase(name)).findFirst();
  }

  /// Every name, apart by commas.
  public static String known() {
    return Arrays.stream(values()).map(Ecosystem::word).collect(Collectors.joining(", "));
  }

  /// Where a language's packages come from; empty for one that has no such place.
  static Optional<Ecosystem> of(Language language) {
    return switch (language.name()) {
      case "python" -> Optional.of(PYPI);
      case "javascript", "typescript" -> Optional.of(NPM);
      case "go" -> Optional.of(GO);
      case "rust" -> Optional.of(CRATES);
      case "java" -> Optional.of(MAVEN);
      default -> Optional.empty();
    };
  }

  /// The packages that are well known without any data, in their one spelling.
  public Set<String> wellKnown() {
    return Language.ALL.stream()
        .filter(language -> of(language).equals(Optional.of(this)))
        .flatMap(language -> Providers.of(language).stream())
        .flatMap(providers -> providers.known().values().stream())
        .map(this::normal)
        .collect(Collectors.toSet());
  }

  /// The package that a module belongs to whose name is all that is known of it.
  String packageOf(String module) {
    List<String> parts = List.of(module.split("/", -1));
    return switch (this) {
      case PYPI -> module.split("\\.", 2)[0];
      case NPM ->
          module.startsWith("@") && parts.size() > 1
              ? parts.get(0) + "/" + parts.get(1)
              : parts.getFirst();
      case CRATES -> module.split("::", 2)[0];
      case GO, MAVEN -> module;
    };
  }

  /// The one spelling of names that mean the same package (for PyPI, PEP 503).
  String normal(String name) {
    return switch (this) {
      case PYPI -> name.strip().toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
      case CRATES -> name.strip().replace('_', '-');
      case NPM, GO, MAVEN -> name.strip();
    };
  }
}
