package io.assay.validate.dependencies;

import io.assay.validate.reading.NodeModules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads what files that name dependencies ask for. They are read line by line, as their own tools
/// write them and people lay them out: what stands otherwise is not seen.
final class Manifests {
  /// A requirement of Python's: PEP 508.
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "^\\s*+(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)\\s*+(?:\\[[^\\]]*\\])?\\s*+(?:\\(?\\s*+(?<exact>===?\\s*+(?<version>[^\\s,;)*]+)\\s*+)?(?:[;,)#\\\\]|--|$)|[<>=!~(]|$).*");

  private static final Pattern QUOTED = Pattern.compile("[\"'](?<text>[^\"']+)[\"']");

  /// The beginning of an array of requirements.
  private static final Pattern ARRAY =
      Pattern.compile("^(?:#\\s*)?(?<key>[\\w.\"-]+)\\s*=\\s*\\[(?<rest>.*)$");

  private static final String REQUIRED_BY_SETUP = "install_requires|setup_requires|tests_require";
  private static final Pattern CONFIGURED =
      Pattern.compile("^(?<key>[\\w.-]+)\\s*[=:]\\s*(?<rest>.*)$");
  private static final Pattern SET_UP =
      Pattern.compile(
          "^[^#]*\\b(?:(?:" + REQUIRED_BY_SETUP + ")\\s*=\\s*\\[|extras_require\\s*=\\s*\\{)");

  /// An entry of a version catalogue, and a field of it.
  private static final Pattern CATALOGUED =
      Pattern.compile("^\\s*(?<key>[\\w.-]+)\\s*=\\s*(?<value>[\"'{].*)$");

  private static final Pattern FIELD =
      Pattern.compile("(?<![\\w.])(?<key>[\\w.]++)\\s*+=\\s*+[\"'](?<value>[^\"']*)[\"']");

  private static final Pattern TABLE =
      Pattern.compile("^\\s*+\\[++\\s*+(?<name>[^\\]]*[^\\]\\s])\\s*+\\].*$");

  /// The tables of Poetry's in which packages are named, or one is described.
  private static final Pattern POETRY =
      Pattern.compile(
          "tool\\.poetry(?:\\.group\\.[\\w-]+)?\\.(?:dev-)?dependencies(?:\\.(?<name>[\\w-]+))?");

  private static final Pattern PIPFILE =
      Pattern.compile("(?:dev-)?packages(?:\\.(?<name>[\\w-]+))?");

  /// Those of Cargo's.
  private static final Pattern CARGO =
      Pattern.compile("(?:.*\\.)?(?:dev-|build-)?dependencies(?:\\.(?<name>[\\w-]+))?");

  /// `name = "1.2"`, `name = { version = "1.2", … }`, `name.version = "1.2"`, and `name = [ … ]`,
  /// of several such tables.
  private static final Pattern ENTRY =
      Pattern.compile(
          "^\\s*+(?:[\"'](?<quoted>[\\w.-]++)[\"']|(?<bare>[\\w-]++)(?:\\.(?<field>[\\w-]++))?+)\\s*+=\\s*+(?:[\"'](?<plain>[^\"']*+)[\"']|(?<inline>[\\[{].*+)).*$");

  /// Where a package comes from that no registry has.
  private static final Pattern ELSEWHERE =
      Pattern.compile("\\b(?:path|git|url|file|workspace)\\s*+=");

  private static final Pattern INLINE_VERSION =
      Pattern.compile("\\bversion\\s*=\\s*\"(?<version>[^\"]*)\"");
  private static final Pattern INLINE_PACKAGE =
      Pattern.compile("\\bpackage\\s*=\\s*\"(?<name>[^\"]*)\"");
  private static final Pattern EXACT = Pattern.compile("^[=v]*\\s*(?<version>\\d[\\w.+-]*)$");

  /// A module of Go's at a version.
  private static final Pattern GO =
      Pattern.compile("(?<name>[\\w.-]+\\.[a-z]+/\\S+)\\s+(?<version>v\\S+)");

  private static final Pattern GO_DIRECTIVE =
      Pattern.compile("^(?<word>[a-z]++)\\s++(?<rest>\\S.*+)$");
  private static final Pattern LOCKED =
      Pattern.compile("^(?<key>name|version)\\s*=\\s*\"(?<value>[^\"]+)\"$");

  /// `'group:artifact:1.0:classifier@jar'`, of which the first two are needed.
  private static final Pattern GRADLE =
      Pattern.compile(
          "[\"'](?<name>[A-Za-z_][\\w.-]*+:[\\w.-]++)(?::(?<version>[^\"':@!]*+)[^\"']*+)?[\"']");

  /// `group: 'group', name: 'artifact', version: '1.0'`.
  private static final Pattern GRADLE_NAMED =
      Pattern.compile(
          "\\bgroup\\s*+[:=]\\s*+[\"'](?<group>[\\w.-]++)[\"']\\s*+,\\s*+name\\s*+[:=]\\s*+[\"'](?<name>[\\w.-]++)[\"'](?:\\s*+,\\s*+version\\s*+[:=]\\s*+[\"'](?<version>[^\"']*+)[\"'])?");

  private static final Pattern GRADLE_DEPENDENCIES = Pattern.compile("\\bdependencies\\s*+\\{");

  /// How a version begins, also one that is computed.
  private static final String VERSION_BEGINS = "[\\d$\\[(].*+";

  /// `requirements-dev.txt`, `requirements.in`, and what lies in a folder of that name.
  private static final Pattern REQUIREMENTS =
      Pattern.compile("(?:.*/)?(?:[^/]*requirements[^/]*|requirements/(?:.*/)?[^/]*)\\.(?:txt|in)");

  private static final Pattern GO_MODULE = Pattern.compile("^module\\s++\"?(?<name>[^\\s\"]++).*$");

  /// The first name in a manifest is the package's own.
  private static final Pattern NAME =
      Pattern.compile("^\\s*+name\\s*+=\\s*+[\"']?(?<name>[\\w.-]++)[\"']?.*$");

  private final String file;
  private final String text;
  private final List<String> lines;
  private final List<Dependency> found = new ArrayList<>();

  private Manifests(String file, String text) {
    this.file = file;
    this.text = text;
    this.lines = text.lines().toList();
  }

  /// A manifest as its tool reads it: without the mark that an editor of Windows puts in front, and
  /// what PowerShell writes as UTF-16, of which plain names are left.
  static String plain(String text) {
    boolean wide = text.startsWith("\uFFFD\uFFFD") && text.indexOf('\0') >= 0;
    String plain = wide ? text.substring(2).replace("\0", "") : text;
    return plain.startsWith("\uFEFF") ? plain.substring(1) : plain;
  }

  /// What the files of a change ask for.
  ///
  /// @param texts by path
  static List<Dependency> read(Map<String, String> texts) {
    List<Dependency> all = new ArrayList<>();
    texts.forEach((file, text) -> all.addAll(read(file, text)));
    return all;
  }

  /// The names that packages of the change itself have: a workspace's members ask for each other,
  /// and no registry need have them.
  static Set<String> own(Map<String, String> texts) {
    Set<String> own = new HashSet<>();
    texts.forEach((file, text) -> {
      Manifests reading = new Manifests(file, text);
      switch (name(file)) {
        case "package.json" ->
            new PackageJson(file, text).own().map(Ecosystem.NPM::normal).ifPresent(own::add);
        case "pom.xml" -> new Pom(file, text).own().ifPresent(own::add);
        case "go.mod" -> reading.named(GO_MODULE).forEach(own::add);
        case "Cargo.toml" -> reading.named(NAME).map(Ecosystem.CRATES::normal).forEach(own::add);
        case "pyproject.toml", "setup.cfg", "setup.py" -> {
          reading.named(NAME).map(Ecosystem.PYPI::normal).forEach(own::add);
          reading.local().map(Ecosystem.PYPI::normal).forEach(own::add);
        }
        default -> {
          // It has no name.
        }
      }
    });
    return own;
  }

  private Stream<String> named(Pattern pattern) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(it -> it.group("name"))
        .limit(1);
  }

  /// What uv is told to take from the project's own files, or from a repository.
  private Stream<String> local() {
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).strip().equals("[tool.uv.sources]"))
        .boxed()
        .limit(1)
        .flatMap(i -> lines.stream().skip(i + 1L))
        .takeWhile(line -> !TABLE.matcher(line).matches())
        .map(ENTRY::matcher)
        .filter(it -> it.matches() && it.group("inline") != null)
        .filter(it -> ELSEWHERE.matcher(it.group("inline")).find())
        .map(it -> it.group("quoted") == null ? it.group("bare") : it.group("quoted"));
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
          case "package-lock.json", "npm-shrinkwrap.json", NodeModules.LOCK ->
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
          case "pom.xml" -> it -> new Pom(it.file, it.text).dependencies(it.found);
          default ->
              REQUIREMENTS.matcher(file).matches()
                  ? Manifests::requirements
                  : name.endsWith(".gradle") || name.endsWith(".gradle.kts")
                      ? Manifests::gradle
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
      } else if (!lines.get(i).strip().startsWith("#")
          && array.matches()
          && isRequirements(table, array.group("key"))) {
        i = array(i, "");
      }
    }
    tables(Ecosystem.PYPI, POETRY, "python");
  }

  private static boolean isRequirements(String table, String key) {
    return switch (table) {
      case "project" -> key.equals("dependencies") || key.startsWith("optional-dependencies.");
      case "project.optional-dependencies", "dependency-groups", "tool.pdm.dev-dependencies" ->
          true;
      case "build-system" -> key.equals("requires");
      case "tool.uv" -> key.equals("dev-dependencies");
      default ->
          table.startsWith("tool.hatch.envs.")
              && (key.equals("dependencies") || key.equals("extra-dependencies"));
    };
  }

  /// The requirements of an array that begins in line `first`, an index; its last line.
  ///
  /// @param mark what stands before every line
  private int array(int first, String mark) {
    String line = lines.get(first).strip();
    String text = line.substring(Math.min(mark.length(), line.length()));
    return texts(first, mark, text.substring(text.indexOf('[')));
  }

  /// The requirements among the texts of a nest of brackets that begins `rest`, what is left of
  /// line `first`; its last line. They are those that stand in an array: a key, and what is handed
  /// to a call, are none.
  private int texts(int first, String mark, String rest) {
    Deque<Character> open = new ArrayDeque<>();
    for (int i = first; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String text = i == first ? rest : line.substring(Math.min(mark.length(), line.length()));
      for (int at = 0; at < text.length() && text.charAt(at) != '#'; at++) {
        char here = text.charAt(at);
        if (here == '"' || here == '\'') {
          int end = text.indexOf(here, at + 1);
          if (end < 0) {
            break;
          }
          if (open.getLast() == '[') {
            requirement(text.substring(at + 1, end), i + 1);
          }
          at = end;
        } else if ("[{(".indexOf(here) >= 0) {
          open.addLast(here);
        } else if ("]})".indexOf(here) >= 0) {
          open.removeLast();
          if (open.isEmpty()) {
            return i;
          }
        }
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
    tables(Ecosystem.PYPI, PIPFILE, "");
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
      } else if (inside && !line.isEmpty() && Character.isWhitespace(line.charAt(0))) {
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
        i = texts(i, "", lines.get(i).substring(list.end() - 1));
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

  /// The packages of tables in TOML, which have them as entries, or are of one each.
  ///
  /// @param wanted the names of the tables; its group `name` is the package's, in a table of one
  /// @param other an entry that is no package
  private void tables(Ecosystem ecosystem, Pattern wanted, String other) {
    String table = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher header = TABLE.matcher(lines.get(i));
      Matcher tables = wanted.matcher(table);
      if (header.matches()) {
        table = header.group("name");
        Matcher own = wanted.matcher(table);
        if (own.matches() && own.group("name") != null) {
          entry(ecosystem, own.group("name"), below(i), i + 1);
        }
      } else if (tables.matches() && tables.group("name") == null) {
        entry(ecosystem, i, other);
      }
    }
  }

  /// The lines of a table whose header is line `header`, as one.
  private String below(int header) {
    return lines.stream()
        .skip(header + 1L)
        .takeWhile(line -> !TABLE.matcher(line).matches())
        .collect(Collectors.joining(" "));
  }

  private void entry(Ecosystem ecosystem, int index, String other) {
    Matcher entry = ENTRY.matcher(lines.get(index));
    if (!entry.matches()) {
      return;
    }
    String name = entry.group("quoted") == null ? entry.group("bare") : entry.group("quoted");
    String field = entry.group("field");
    String plain = entry.group("plain") == null ? "" : entry.group("plain");
    String described =
        entry.group("inline") == null
            ? "%s = \"%s\"".formatted(field == null ? "version" : field, plain)
            : entry.group("inline");
    // Of what is said of it a line each, one names it.
    boolean named = field == null || field.equals("version");
    if (named && !name.equals(other)) {
      entry(ecosystem, name, described, index + 1);
    }
  }

  /// @param described what is said of the package: `version = "1.2", …`
  private void entry(Ecosystem ecosystem, String name, String described, int line) {
    if (ELSEWHERE.matcher(described).find()) {
      return;
    }
    Matcher version = INLINE_VERSION.matcher(described);
    Matcher named = INLINE_PACKAGE.matcher(described);
    String asked = version.find() ? version.group("version") : "";
    // To Cargo and Poetry a plain version means that one or a later one.
    Optional<String> exact = asked.startsWith("=") ? exact(asked) : Optional.empty();
    add(ecosystem, named.find() ? named.group("name") : name, exact, line);
  }

  /// The version, if it is one only.
  static Optional<String> exact(String asked) {
    Matcher exact = EXACT.matcher(asked.strip());
    return exact.matches() ? Optional.of(exact.group("version")) : Optional.empty();
  }

  /// What a `go.mod` requires, and takes in the place of that.
  private void go() {
    Set<String> replaced = new HashSet<>();
    String block = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).split("//", 2)[0].strip();
      Matcher directive = GO_DIRECTIVE.matcher(line);
      boolean alone = block.isEmpty() && directive.matches();
      String word = alone ? directive.group("word") : block;
      String rest = alone ? directive.group("rest") : line;
      if (alone && rest.equals("(")) {
        block = word;
      } else if (line.equals(")")) {
        block = "";
      } else if (word.equals("require")) {
        module(rest, i + 1);
      } else if (word.equals("replace")) {
        String[] sides = rest.split("=>", 2);
        replaced.add(sides[0].strip().replaceAll("\\s++", " "));
        module(sides[sides.length - 1].strip(), i + 1);
      }
    }
    found.removeIf(it ->
        replaced.contains(it.name())
            || replaced.contains(it.name() + " " + it.version().orElse("")));
  }

  private void module(String text, int line) {
    Matcher module = GO.matcher(text);
    if (module.matches()) {
      String version = module.group("version").replace("+incompatible", "");
      add(Ecosystem.GO, module.group("name"), Optional.of(version), line);
    }
  }

  private void cargo() {
    tables(Ecosystem.CRATES, CARGO, "");
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

  /// What stands in a block `dependencies`, and elsewhere what has a version behind its name.
  private void gradle() {
    int depth = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher block = GRADLE_DEPENDENCIES.matcher(line);
      boolean begins = depth == 0 && block.find();
      boolean inside = depth > 0 || begins;
      if (inside) {
        String counted = line.substring(begins ? block.start() : 0);
        depth = Math.max(0, depth + count(counted, '{') - count(counted, '}'));
      }
      if (!line.strip().startsWith("//")) {
        gradle(line, inside, i + 1);
      }
    }
  }

  private void gradle(String text, boolean inside, int line) {
    Matcher named = GRADLE.matcher(text);
    while (named.find()) {
      String version = named.group("version") == null ? "" : named.group("version");
      if (inside || version.matches(VERSION_BEGINS)) {
        add(Ecosystem.MAVEN, named.group("name"), exact(version), line);
      }
    }
    Matcher parts = GRADLE_NAMED.matcher(text);
    while (inside && parts.find()) {
      String version = parts.group("version") == null ? "" : parts.group("version");
      String name = parts.group("group") + ":" + parts.group("name");
      add(Ecosystem.MAVEN, name, exact(version), line);
    }
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(it -> it == wanted).count();
  }
}
