package io.assay.validate.dependencies;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads npm's `package.json` and `package-lock.json`, and the lock of Python's `Pipfile`, which is
/// JSON as well. What is no JSON has no dependencies: that it is none, npm says itself.
///
/// @param file its path
/// @param text its content
record PackageJson(String file, String text) {
  private static final JsonFactory FACTORY = new JsonFactory();

  private static final Set<String> DEPENDENCIES =
      Set.of("dependencies", "devDependencies", "optionalDependencies", "peerDependencies");

  /// Scripts that npm runs when it installs a package.
  private static final Set<String> AT_INSTALLATION = Set.of("preinstall", "install", "postinstall");

  /// A script that runs when the package is installed.
  record Script(String name, int line) {}

  private interface Member {
    void read(JsonParser json, String name, JsonToken value, int line);
  }

  private interface Installed {
    void as(String folder, Map<String, String> fields, int line);
  }

  private void each(Member member) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        members(json, member);
      }
    } catch (JacksonException e) {
      return;
    }
  }

  private static void members(JsonParser json, Member member) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      int line = json.currentTokenLocation().getLineNr();
      member.read(json, name, json.nextToken(), line);
    }
  }

  /// Reads the members of each object in the document whose name is wanted.
  private void in(Predicate<String> wanted, Member member) {
    each((json, section, value, _) -> {
      if (wanted.test(section) && value == JsonToken.START_OBJECT) {
        members(json, member);
      } else {
        json.skipChildren();
      }
    });
  }

  /// Adds what `package.json` asks for.
  void dependencies(List<Dependency> found) {
    in(
        DEPENDENCIES::contains,
        (json, name, asked, line) -> {
          json.skipChildren();
          String version = asked == JsonToken.VALUE_STRING ? json.getString() : "";
          // npm:other@1 is another package under this name; paths and addresses are none of
          // npm's.
          String real =
              version.startsWith("npm:")
                  ? version.substring(4).replaceFirst("(?<=.)@[^@/]*$", "")
                  : name;
          if (!isElsewhere(version)) {
            found.add(new Dependency(Ecosystem.NPM, real, Manifests.exact(version), file, line));
          }
        });
  }

  /// Whether what is asked for is no version of npm's, but a path, an address, or a repository.
  private static boolean isElsewhere(String version) {
    return version.matches("[a-z+]++:.*+|[^:/]*+/.*+|git@.*+")
        && !version.matches("(?:npm|patch|catalog):.*+");
  }

  /// The name by which other packages ask for this one.
  Optional<String> own() {
    List<String> found = new ArrayList<>();
    each((json, member, value, _) -> {
      json.skipChildren();
      if (member.equals("name") && value == JsonToken.VALUE_STRING) {
        found.add(json.getString());
      }
    });
    return found.stream().findFirst();
  }

  /// The scripts that run when it is installed.
  List<Script> scripts() {
    List<Script> found = new ArrayList<>();
    in(
        "scripts"::equals,
        (json, name, _, line) -> {
          json.skipChildren();
          if (AT_INSTALLATION.contains(name)) {
            found.add(new Script(name, line));
          }
        });
    return found;
  }

  /// Adds what `package-lock.json` has settled on: `packages`, or before version 2 `dependencies`,
  /// which have others in them.
  void locked(List<Dependency> found) {
    packages((folder, fields, line) -> {
      // What is linked lies among the project's own files.
      if (!fields.containsKey("link")) {
        String name = fields.getOrDefault("name", folder);
        Optional<String> version = Optional.ofNullable(fields.get("version"));
        found.add(new Dependency(Ecosystem.NPM, name, version, file, line));
      }
    });
    if (found.stream().noneMatch(it -> it.file().equals(file))) {
      in(
          "dependencies"::equals,
          (json, name, entry, line) -> {
            lockedAt(json, name, entry, line, found);
          });
    }
  }

  /// What `package-lock.json` says of packages that are installed under another name than theirs:
  /// their own by that one.
  Map<String, String> renamed() {
    Map<String, String> found = new HashMap<>();
    packages((folder, fields, _) -> {
      if (fields.containsKey("name")) {
        found.put(folder, fields.get("name"));
      }
    });
    return found;
  }

  /// Each of `packages` that has a folder in `node_modules`.
  private void packages(Installed installed) {
    String modules = "node_modules/";
    in(
        "packages"::equals,
        (json, path, entry, line) -> {
          int at = path.lastIndexOf(modules);
          Map<String, String> fields = fields(json, entry);
          if (at >= 0) {
            installed.as(path.substring(at + modules.length()), fields, line);
          }
        });
  }

  private void lockedAt(
      JsonParser json, String name, JsonToken entry, int line, List<Dependency> found) {
    if (entry != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    members(
        json,
        (inner, field, value, _) -> {
          if (field.equals("version") && value == JsonToken.VALUE_STRING) {
            Manifests.exact(inner.getString())
                .map(version ->
                    new Dependency(Ecosystem.NPM, name, Optional.of(version), file, line))
                .ifPresent(found::add);
          } else if (field.equals("dependencies") && value == JsonToken.START_OBJECT) {
            members(inner, (one, other, its, at) -> lockedAt(one, other, its, at, found));
          } else {
            inner.skipChildren();
          }
        });
  }

  /// Adds what `Pipfile.lock` has settled on.
  void pipfile(List<Dependency> found) {
    in(
        section -> !section.startsWith("_"),
        (json, name, entry, line) -> {
          Optional<String> version =
              Optional.ofNullable(fields(json, entry).get("version")).flatMap(Manifests::exact);
          // One without a version is not from a registry.
          version.ifPresent(
              it -> found.add(new Dependency(Ecosystem.PYPI, name, Optional.of(it), file, line)));
        });
  }

  /// The packages of `package-lock.json` that run something when they are installed.
  List<Script> installing() {
    List<Script> found = new ArrayList<>();
    in(
        "packages"::equals,
        (json, path, entry, line) -> {
          int at = path.lastIndexOf("node_modules/");
          if (entry != JsonToken.START_OBJECT || at < 0) {
            json.skipChildren();
            return;
          }
          members(
              json,
              (own, name, field, _) -> {
                own.skipChildren();
                if (name.equals("hasInstallScript") && field == JsonToken.VALUE_TRUE) {
                  found.add(new Script(path.substring(at + "node_modules/".length()), line));
                }
              });
        });
    return found;
  }

  /// What is said of a package, as far as it is a text or true.
  private static Map<String, String> fields(JsonParser json, JsonToken entry) {
    Map<String, String> found = new HashMap<>();
    if (entry != JsonToken.START_OBJECT) {
      json.skipChildren();
      return found;
    }
    members(
        json,
        (inner, name, value, _) -> {
          inner.skipChildren();
          if (value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_TRUE) {
            found.put(name, inner.getString());
          }
        });
    return found;
  }
}
