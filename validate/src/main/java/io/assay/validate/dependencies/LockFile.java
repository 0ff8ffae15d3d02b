package io.assay.validate.dependencies;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file in which a package manager has settled on versions, read by lines as it writes them:
/// those in YAML and TOML, and Gradle's. Npm's, which is JSON, is read by [PackageJson].
///
/// @param file its path
/// @param text its content
record LockFile(String file, String text) {
  /// Packages that are read of one: more than any project has.
  private static final int MOST = 50_000;

  /// `"chalk@^5.0.0", "chalk@npm:^5":`, the ranges that one version stands for.
  private static final Pattern YARN_ENTRY =
      Pattern.compile("^\"?(?<name>@?[^@\"\\s,]+)@(?<range>[^\"]*?)\"?(?:,.*)?:$");

  /// `npm:other@1.0.0`, by which another package has this name.
  private static final Pattern ALIAS = Pattern.compile("^npm:(?<name>@?[^@]+)@.*");

  private static final Pattern YARN_VERSION =
      Pattern.compile("^ {2}version:? \"?(?<version>[^\"\\s]+)\"?$");

  /// `chalk@5.6.1`, `/@babel/core@7.0.0(react@18.0.0)`, and `/chalk/5.6.1` as it was before.
  private static final Pattern PNPM_ENTRY =
      Pattern.compile(
          "^ {2}['\"]?/?(?<name>(?:@[^@/]+/)?[^@/:'\"]+)[@/](?<version>\\d[^(_:'\"]*+)[^:]*+:$");

  private static final Pattern TOML_VALUE =
      Pattern.compile("^(?<key>name|version|source|path|type)\\s*=\\s*(?<value>.*)$");

  private static final Pattern GRADLE_ENTRY =
      Pattern.compile("^(?<name>[\\w.-]+:[\\w.-]+):(?<version>[^=:\\s]+)=.*$");

  private static final Pattern QUOTED = Pattern.compile("^\"(?<text>[^\"]*)\"$");

  /// Where a package comes from that no registry has.
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "\\b(?:editable|virtual|directory|file|path|git|url)\\b|^(?:workspace|link|file|portal|git|https?|github)[:+].*");

  /// Whether a path is of a file in which versions are settled.
  static boolean is(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.matches(
        "(?:\\.?package-lock|npm-shrinkwrap)\\.json|(?:Cargo|poetry|uv|pdm|yarn|Pipfile)\\.lock|pnpm-lock\\.yaml|gradle\\.lockfile");
  }

  /// Adds what `yarn.lock` has, of every version of Yarn.
  void yarn(List<Dependency> found) {
    List<String> lines = text.lines().toList();
    String name = "";
    int start = 0;
    for (int i = 0; i < lines.size() && found.size() < MOST; i++) {
      Matcher entry = YARN_ENTRY.matcher(lines.get(i));
      Matcher version = YARN_VERSION.matcher(lines.get(i));
      // The end first: where it is another one, each place of a long line might be the last but
      // one.
      if (lines.get(i).endsWith(":") && entry.matches()) {
        String range = entry.group("range");
        Matcher alias = ALIAS.matcher(range);
        boolean elsewhere = ELSEWHERE.matcher(range).matches();
        name = elsewhere ? "" : alias.matches() ? alias.group("name") : entry.group("name");
        start = i + 1;
      } else if (version.matches() && !name.isEmpty()) {
        add(found, Ecosystem.NPM, name, version.group("version"), start);
        name = "";
      }
    }
  }

  /// Adds what `pnpm-lock.yaml` has.
  void pnpm(List<Dependency> found) {
    List<String> lines = text.lines().toList();
    boolean inside = false;
    for (int i = 0; i < lines.size() && found.size() < MOST; i++) {
      String line = lines.get(i);
      Matcher entry = PNPM_ENTRY.matcher(line);
      if (!line.isEmpty() && line.charAt(0) != ' ') {
        inside = line.equals("packages:");
      } else if (inside && entry.matches()) {
        add(found, Ecosystem.NPM, entry.group("name"), entry.group("version"), i + 1);
      }
    }
  }

  /// Adds what `poetry.lock`, `uv.lock` and `pdm.lock` have: a table for each package, and in or
  /// behind it where it comes from, if that is no registry.
  void python(List<Dependency> found) {
    List<String> lines = text.lines().toList();
    String table = "";
    String name = "";
    String version = "";
    boolean elsewhere = false;
    int start = 0;
    for (int i = 0; i <= lines.size() && found.size() < MOST; i++) {
      String line = i < lines.size() ? lines.get(i).strip() : "[[package]]";
      Matcher value = TOML_VALUE.matcher(line);
      if (line.equals("[[package]]") || line.equals("[metadata]")) {
        if (!name.isEmpty() && !elsewhere) {
          add(found, Ecosystem.PYPI, name, version, start);
        }
        name = "";
        version = "";
        elsewhere = false;
        table = line;
        start = i + 1;
      } else if (line.startsWith("[")) {
        table = line;
      } else if (value.matches() && table.equals("[[package]]")) {
        switch (value.group("key")) {
          case "name" -> name = plain(value.group("value"));
          case "version" -> version = plain(value.group("value"));
          case "path" -> elsewhere = true;
          default -> elsewhere |= ELSEWHERE.matcher(value.group("value")).find();
        }
      } else if (value.matches() && table.equals("[package.source]")) {
        elsewhere |= ELSEWHERE.matcher(plain(value.group("value"))).matches();
      }
    }
  }

  /// Adds what `gradle.lockfile` has.
  void gradle(List<Dependency> found) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size() && found.size() < MOST; i++) {
      Matcher entry = GRADLE_ENTRY.matcher(lines.get(i));
      if (entry.matches()) {
        add(found, Ecosystem.MAVEN, entry.group("name"), entry.group("version"), i + 1);
      }
    }
  }

  private static String plain(String value) {
    Matcher quoted = QUOTED.matcher(value.strip());
    return quoted.matches() ? quoted.group("text") : "";
  }

  private void add(
      List<Dependency> found, Ecosystem ecosystem, String name, String version, int line) {
    found.add(
        new Dependency(
            ecosystem,
            name,
            version.isEmpty() ? Optional.empty() : Optional.of(version),
            file,
            line));
  }
}
