package io.assay.validate.dependencies;

import io.assay.validate.reading.NodeModules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what files that name dependencies ask for. They are read line by line, as their own tools
/// write them and people lay them out: what stands otherwise is not seen.
final class Manifests {
  /// A requirement of Python's: PEP 508.
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "^\\s*+(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\\s*+(?:\\[[^\\]]*\\])?\\s*+(?:\\(?\\s*+(?<exact>===?\\s*+(?<version>[^\\s,;)*]+)\\s*+)?(?:[;,)#]|$)|[<>=!~(@]|$).*");

  private static final Pattern QUOTED = Pattern.compile("[\"'](?<text>[^\"']+)[\"']");

  /// The beginning of an array of requirements.
  private static final Pattern ARRAY =
      Pattern.compile("^(?:#\\s*)?(?<key>[\\w.\"-]+)\\s*=\\s*\\[(?<rest>.*)$");

  private static final String REQUIRED_BY_SETUP = "install_requires|setup_requires|tests_require";
  private static final Pattern CONFIGURED =
      Pattern.compile("^(?<key>[\\w.-]+)\\s*[=:]\\s*(?<rest>.*)$");
  private static final Pattern SET_UP =
      Pattern.compile("^[^#]*\\b(?:" + REQUIRED_BY_SETUP + ")\\s*=\\s*\\[");

  /// An entry of a version catalogue, and a field of it.
  private static final Pattern CATALOGUED =
      Pattern.compile("^\\s*(?<key>[\\w.-]+)\\s*=\\s*(?<value>[\"'{].*)$");

  private static final Pattern FIELD =
      Pattern.compile("(?<![\\w.])(?<key>[\\w.]++)\\s*+=\\s*+[\"'](?<value>[^\"']*)[\"']");

  private static final Pattern TABLE =
      Pattern.compile("^\\s*+\\[++\\s*+(?<name>[^\\]]*[^\\]\\s])\\s*+\\].*$");

  /// The tables of Poetry's in which packages are named.
  private static final Pattern POETRY =
      Pattern.compile("tool\\.poetry(\\.group\\.[\\w-]+)?\\.(dev-)?dependencies");

  /// Those of Cargo's, for all packages and for one.
  private static final Pattern CARGO = Pattern.compile("(?:.*\\.)?(?:dev-|build-)?dependencies");

  private static final Pattern CARGO_ONE =
      Pattern.compile("(?:.*\\.)?(?:dev-|build-)?dependencies\\.(?<name>[\\w-]+)");

  /// `name = "1.2"` and `name = { version = "1.2", … }`.
  private static final Pattern ENTRY =
      Pattern.compile(
          "^\\s*\"?(?<name>[\\w.-]+)\"?\\s*=\\s*(?:\"(?<plain>[^\"]*)\"|\\{(?<inline>.*)\\}?).*$");

  private static final Pattern INLINE_VERSION =
      Pattern.compile("\\bversion\\s*=\\s*\"(?<version>[^\"]*)\"");
  private static final Pattern INLINE_PACKAGE =
      Pattern.compile("\\bpackage\\s*=\\s*\"(?<name>[^\"]*)\"");
  private static final Pattern EXACT = Pattern.compile("^[=v]*\\s*(?<version>\\d[\\w.+-]*)$");
  private static final Pattern GO =
      Pattern.compile(
          "^\\s*(?:require\\s+)?(?<name>[\\w.-]+\\.[a-z]+/\\S+)\\s+(?<version>v\\S+).*$");
  private static final Pattern LOCKED =
      Pattern.compile("^(?<key>name|version)\\s*=\\s*\"(?<value>[^\"]+)\"$");
  private static final Pattern GRADLE =
      Pattern.compile("[\"'](?<name>[\\w.-]+:[\\w.-]+)(?::(?<version>[\\w.+-]+))?[\"']");
  private static final Pattern ELEMENT =
      Pattern.compile("<(?<key>groupId|artifactId|version)>\\s*+(?<value>[^<]*[^<\\s])\\s*+</");

  private final String file;
  private final String text;
  private final List<String> lines;
  private final List<Dependency> found = new ArrayList<>();

  private Manifests(String file, String text) {
    this.file = file;
    this.text = text;
    this.lines = text.lines().toList();
  }

  /// What the files of a change ask for.
  ///
  /// @param texts by path
  static List<Dependency> read(Map<String, String> texts) {
    List<Dependency> all = new ArrayList<>();
    texts.forEach((file, text) -> all.addAll(read(file, text)));
    return all;
  }

  /// Whether a file of this path may name dependencies.
  static boolean reads(String file) {
    if (NodeModules.has(file)) {
      return name(file).equals(NodeModules.LOCK);
    }
    return reader(file).isPresent() || name(file).equals("build.rs");
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static List<Dependency> read(String file, String text) {
    Manifests reading = new Manifests(file, text);
    reader(file).ifPresent(reader -> reader.accept(reading));
    return reading.found;
  }

  private static Optional<Consumer<Manifests>> reader(String file) {
    String name = name(file);
    return Optional.ofNullable(
        switch (name) {
          case "pyproject.toml" -> Manifests::pyproject;
          case "package.json" -> it -> new PackageJson(it.file, it.text).dependencies(it.found);
          case "package-lock.json", NodeModules.LOCK ->
              it -> new PackageJson(it.file, it.text).locked(it.found);
          case "yarn.lock" -> it -> new LockFile(it.file, it.text).yarn(it.found);
          case "pnpm-lock.yaml" -> it -> new LockFile(it.file, it.text).pnpm(it.found);
          case "poetry.lock", "uv.lock", "pdm.lock" ->
              it -> new LockFile(it.file, it.text).python(it.found);
          case "gradle.lockfile" -> it -> new LockFile(it.file, it.text).gradle(it.found);
          case "Pipfile" -> Manifests::pipfile;
          case "Pipfile.lock" -> it -> new PackageJson(it.file, it.text).pipfile(it.found);
          case "setup.cfg" -> Manifests::setupConfiguration;
          case "setup.py" -> Manifests::setup;
          case "go.mod" -> Manifests::go;
          case "Cargo.toml" -> Manifests::cargo;
          case "Cargo.lock" -> Manifests::cargoLock;
          case "pom.xml" -> Manifests::maven;
          case "build.gradle", "build.gradle.kts" -> Manifests::gradle;
          default ->
              name.matches(".*requirements.*\\.txt")
                  ? Manifests::requirements
                  : name.endsWith(".versions.toml")
                      ? Manifests::catalog
                      : name.endsWith(".py") ? Manifests::script : null;
        });
  }

  private void add(Ecosystem ecosystem, String name, Optional<String> version, int line) {
    found.add(new Dependency(ecosystem, name, version, file, line));
  }

  private void requirements() {
    for (int i = 0; i < lines.size(); i++) {
      requirement(lines.get(i), i + 1);
    }
  }

  private void requirement(String text, int line) {
    Matcher requirement = REQUIREMENT.matcher(text);
    if (requirement.matches()) {
      add(
          Ecosystem.PYPI,
          requirement.group("name"),
          Optional.ofNullable(requirement.group("version")),
          line);
    }
  }

  private void pyproject() {
    String table = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher header = TABLE.matcher(lines.get(i));
      Matcher array = ARRAY.matcher(lines.get(i).strip());
      if (header.matches()) {
        table = header.group("name");
      } else if (array.matches() && isRequirements(table, array.group("key"))) {
        i = array(i, "");
      } else if (POETRY.matcher(table).matches()) {
        entry(Ecosystem.PYPI, i, "python");
      }
    }
  }

  private static boolean isRequirements(String table, String key) {
    return (table.equals("project") && key.equals("dependencies"))
        || table.equals("project.optional-dependencies")
        || table.equals("dependency-groups")
        || (table.equals("build-system") && key.equals("requires"));
  }

  /// The requirements of an array that begins in line `first`, an index; its last line.
  ///
  /// @param mark what stands before every line
  private int array(int first, String mark) {
    String line = lines.get(first).strip();
    String text = line.substring(Math.min(mark.length(), line.length()));
    return array(first, mark, text.substring(text.indexOf('[') + 1));
  }

  /// The same of one whose first line goes on with `rest`.
  private int array(int first, String mark, String rest) {
    for (int i = first; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String text = i == first ? rest : line.substring(Math.min(mark.length(), line.length()));
      Matcher quoted = QUOTED.matcher(text);
      int end = 0;
      while (quoted.find()) {
        requirement(quoted.group("text"), i + 1);
        end = quoted.end();
      }
      if (text.indexOf(']', end) >= 0) {
        return i;
      }
    }
    return lines.size();
  }

  /// What a script says of itself: PEP 723.
  private void script() {
    boolean inside = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).stripTrailing();
      if (line.equals("# /// script")) {
        inside = true;
      } else if (inside && line.equals("# ///")) {
        return;
      } else if (inside && ARRAY.matcher(line).matches() && line.contains("dependencies")) {
        i = array(i, "#");
      }
    }
  }

  private void pipfile() {
    String table = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher header = TABLE.matcher(lines.get(i));
      if (header.matches()) {
        table = header.group("name");
      } else if (table.equals("packages") || table.equals("dev-packages")) {
        entry(Ecosystem.PYPI, i, "");
      }
    }
  }

  /// What setuptools are told in `setup.cfg`: lists whose items stand below their names, indented.
  private void setupConfiguration() {
    String table = "";
    boolean inside = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher header = TABLE.matcher(line);
      Matcher list = CONFIGURED.matcher(line);
      if (header.matches() && !line.startsWith(" ")) {
        table = header.group("name");
        inside = false;
      } else if (list.matches()) {
        inside =
            table.equals("options.extras_require")
                || (table.equals("options") && list.group("key").matches(REQUIRED_BY_SETUP));
        if (inside) {
          requirement(list.group("rest"), i + 1);
        }
      } else if (inside && line.startsWith(" ")) {
        requirement(line, i + 1);
      }
    }
  }

  /// What stands in `setup.py` in lists of texts; it is not executed.
  private void setup() {
    script();
    for (int i = 0; i < lines.size(); i++) {
      Matcher list = SET_UP.matcher(lines.get(i));
      if (list.find()) {
        i = array(i, "", lines.get(i).substring(list.end()));
      }
    }
  }

  /// A version catalogue of Gradle's.
  private void catalog() {
    Map<String, String> versions = new HashMap<>();
    String table = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher header = TABLE.matcher(line);
      Matcher entry = CATALOGUED.matcher(line);
      if (header.matches()) {
        table = header.group("name");
      } else if (entry.matches() && table.equals("versions")) {
        versions.put(entry.group("key"), unquoted(entry.group("value")));
      } else if (entry.matches() && table.equals("libraries")) {
        library(entry.group("value"), versions, i + 1);
      }
    }
  }

  /// `"group:artifact:1.0"`, or a table in which these stand by themselves.
  private void library(String value, Map<String, String> versions, int line) {
    Map<String, String> fields = new HashMap<>();
    Matcher field = FIELD.matcher(value);
    while (field.find()) {
      fields.put(field.group("key"), field.group("value"));
    }
    List<String> plain = List.of(unquoted(value).split(":", -1));
    String module =
        plain.size() > 1 && !value.startsWith("{")
            ? plain.get(0) + ":" + plain.get(1)
            : fields.getOrDefault(
                "module", fields.getOrDefault("group", "") + ":" + fields.getOrDefault("name", ""));
    String version =
        plain.size() > 2 && !value.startsWith("{")
            ? plain.get(2)
            : fields.getOrDefault(
                "version", versions.getOrDefault(fields.getOrDefault("version.ref", ""), ""));
    if (module.matches("[\\w.-]+:[\\w.-]+")) {
      add(Ecosystem.MAVEN, module, exact(version), line);
    }
  }

  private static String unquoted(String value) {
    Matcher quoted = QUOTED.matcher(value);
    return quoted.find() ? quoted.group("text") : "";
  }

  private void entry(Ecosystem ecosystem, int index, String other) {
    Matcher entry = ENTRY.matcher(lines.get(index));
    if (!entry.matches() || entry.group("name").equals(other)) {
      return;
    }
    String inline = entry.group("inline") == null ? "" : entry.group("inline");
    Matcher version = INLINE_VERSION.matcher(inline);
    Matcher named = INLINE_PACKAGE.matcher(inline);
    if (inline.matches(".*\\b(path|workspace)\\s*=.*")) {
      return;
    }
    String asked =
        entry.group("plain") != null
            ? entry.group("plain")
            : version.find() ? version.group("version") : "";
    // To Cargo and Poetry a plain version means that one or a later one.
    Optional<String> exact = asked.startsWith("=") ? exact(asked) : Optional.empty();
    add(ecosystem, named.find() ? named.group("name") : entry.group("name"), exact, index + 1);
  }

  /// The version, if it is one only.
  static Optional<String> exact(String asked) {
    Matcher exact = EXACT.matcher(asked.strip());
    return exact.matches() ? Optional.of(exact.group("version")) : Optional.empty();
  }

  private void go() {
    for (int i = 0; i < lines.size(); i++) {
      Matcher require = GO.matcher(lines.get(i));
      if (require.matches()) {
        String version = require.group("version").replace("+incompatible", "");
        add(Ecosystem.GO, require.group("name"), Optional.of(version), i + 1);
      }
    }
  }

  private void cargo() {
    String table = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher header = TABLE.matcher(lines.get(i));
      if (header.matches()) {
        table = header.group("name");
        Matcher own = CARGO_ONE.matcher(table);
        if (own.matches()) {
          add(Ecosystem.CRATES, own.group("name"), Optional.empty(), i + 1);
        }
      } else if (CARGO.matcher(table).matches()) {
        entry(Ecosystem.CRATES, i, "");
      }
    }
  }

  private void cargoLock() {
    String name = "";
    boolean fetched = false;
    for (int i = 0; i < lines.size(); i++) {
      Matcher locked = LOCKED.matcher(lines.get(i));
      if (locked.matches() && locked.group("key").equals("name")) {
        name = locked.group("value");
        // A crate without a source is one of the project's own.
        fetched = i + 2 < lines.size() && lines.get(i + 2).startsWith("source = ");
      } else if (locked.matches() && fetched) {
        add(Ecosystem.CRATES, name, Optional.of(locked.group("value")), i);
      }
    }
  }

  private void maven() {
    String group = "";
    String artifact = "";
    Optional<String> version = Optional.empty();
    int start = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      start = line.contains("<dependency>") ? i + 1 : start;
      Matcher element = ELEMENT.matcher(line);
      while (element.find()) {
        String value = element.group("value");
        switch (element.group("key")) {
          case "groupId" -> group = value;
          case "artifactId" -> artifact = value;
          default -> version = exact(value);
        }
      }
      if (line.contains("</dependency>") && start > 0) {
        if (!group.isEmpty() && !group.startsWith("${") && !artifact.isEmpty()) {
          add(Ecosystem.MAVEN, group + ":" + artifact, version, start);
        }
        group = "";
        artifact = "";
        version = Optional.empty();
        start = -1;
      }
    }
  }

  private void gradle() {
    for (int i = 0; i < lines.size(); i++) {
      Matcher named = GRADLE.matcher(lines.get(i));
      while (named.find()) {
        String version = named.group("version");
        add(
            Ecosystem.MAVEN,
            named.group("name"),
            version == null ? Optional.empty() : exact(version),
            i + 1);
      }
    }
  }
}
