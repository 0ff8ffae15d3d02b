package io.assay.validate.docs;

import io.assay.language.Endings;
import io.assay.language.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Finds what code in the comments of a file needs to know that file: the package that a module of
/// Python is in, a crate's sources, the scripts or the headers of the same folder.
final class Neighbours {
  /// The most files, and the most bytes in all, that are laid beside a program.
  private static final int MOST_FILES = 500;

  private static final long MOST_BYTES = 8L << 20;
  private static final int DEEPEST = 20;

  private static final Pattern CRATE =
      Pattern.compile("(?s)\\[package\\].*?\\bname\\s*=\\s*\"(?<name>[\\w-]+)\"");

  private static final Pattern CRATE_PATH = Pattern.compile("(?<![\\w:])(\\$?crate)::");

  /// What was read, by what was asked: files of one folder mostly ask for the same.
  private final Map<Asked, SequencedMap<String, String>> read = new HashMap<>();

  private record Asked(Path folder, int depth, List<String> endings) {}

  /// What the file of a language has around it.
  Surroundings of(Document document, Language language) {
    Path file = document.path().toAbsolutePath().normalize();
    Path folder = file.resolveSibling("");
    return switch (language.name()) {
      case "python" -> python(file, folder);
      case "rust" -> rust(document, file, folder);
      case "java" -> new Surroundings(only(document, file), "");
      case "go" -> Surroundings.NONE;
      case "cpp" -> new Surroundings(below(folder, 1, Comments.HEADERS), "");
      default -> new Surroundings(below(folder, 1, language.extensions()), "");
    };
  }

  private Surroundings python(Path file, Path folder) {
    Path top = folder;
    while (Files.exists(top.resolve("__init__.py")) && top.getParent() != null) {
      top = top.getParent();
    }
    String outermost = top.relativize(folder).getName(0).toString();
    SequencedMap<String, String> files =
        top.equals(folder)
            ? below(folder, 1, List.of("py"))
            : prefixed(outermost + "/", below(top.resolve(outermost), DEEPEST, List.of("py")));
    String module =
        top.relativize(file)
            .toString()
            .replaceFirst("\\.py$", "")
            .replaceFirst("/__init__$", "")
            .replace('/', '.');
    return new Surroundings(
        files,
        "import importlib\nglobals().update(vars(importlib.import_module(%s)))"
            .formatted("'" + module.replace("'", "\\'") + "'"));
  }

  private static SequencedMap<String, String> prefixed(
      String prefix, SequencedMap<String, String> files) {
    SequencedMap<String, String> all = new LinkedHashMap<>();
    files.forEach((name, text) -> all.put(prefix + name, text));
    return all;
  }

  private Surroundings rust(Document document, Path file, Path folder) {
    Path sources = folder;
    while (!sources.endsWith("src") && sources.getParent() != null) {
      sources = sources.getParent();
    }
    Path library = sources.resolve("lib.rs");
    if (!sources.endsWith("src") || !Files.exists(library)) {
      String name = stem(file);
      return name.equals("main")
          ? Surroundings.NONE
          : linked(only(document, file), name, file.getFileName().toString());
    }
    String manifest = text(sources.resolveSibling("Cargo.toml")).orElse("");
    Matcher named = CRATE.matcher(manifest);
    String name =
        named.find()
            ? named.group("name")
            : String.valueOf(sources.resolveSibling("").getFileName());
    return linked(prefixed("src/", below(sources, DEEPEST, List.of("rs"))), name, "src/lib.rs");
  }

  /// A crate as a module of the program: its own paths begin there.
  private static Surroundings linked(
      SequencedMap<String, String> files, String crate, String root) {
    String name = crate.replace('-', '_');
    SequencedMap<String, String> moved = new LinkedHashMap<>();
    files.forEach(
        (path, text) -> moved.put(path, CRATE_PATH.matcher(text).replaceAll("$1::" + name + "::")));
    return new Surroundings(moved, "#[path = \"%s\"] mod %s;".formatted(root, name));
  }

  private static String stem(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
  }

  private static SequencedMap<String, String> only(Document document, Path file) {
    SequencedMap<String, String> files = new LinkedHashMap<>();
    files.put(String.valueOf(file.getFileName()), String.join("\n", document.lines()) + "\n");
    return files;
  }

  /// Whether it is, or lies in, what people keep out of sight: settings, credentials, histories.
  private static boolean isHidden(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false)
        .anyMatch(name -> name.toString().startsWith("."));
  }

  /// Whether it is a link to what is not below the folder, or is kept out of sight there: that is
  /// no part of what somebody has checked.
  private static boolean leadsOut(Path file, Path realFolder) throws IOException {
    if (!Files.isSymbolicLink(file)) {
      return false;
    }
    Path target = file.toRealPath();
    return !target.startsWith(realFolder) || isHidden(realFolder.relativize(target));
  }

  /// The texts in files with such endings, or with any if there are none, by their paths below
  /// `folder`; none if they are too many.
  SequencedMap<String, String> below(Path folder, int depth, List<String> endings) {
    Asked asked = new Asked(folder, depth, endings);
    return new LinkedHashMap<>(read.computeIfAbsent(asked, Neighbours::read));
  }

  private static SequencedMap<String, String> read(Asked asked) {
    Path folder = asked.folder();
    SequencedMap<String, String> files = new LinkedHashMap<>();
    long bytes = 0;
    try (Stream<Path> all = Files.walk(folder, asked.depth())) {
      Path real = folder.toRealPath();
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile).sorted()::iterator) {
        String name = String.valueOf(file.getFileName());
        if ((!asked.endings().isEmpty() && !asked.endings().contains(Endings.of(name)))
            || isHidden(folder.relativize(file))
            || leadsOut(file, real)) {
          continue;
        }
        bytes += Files.size(file);
        if (files.size() == MOST_FILES || bytes > MOST_BYTES) {
          return new LinkedHashMap<>();
        }
        String path = folder.relativize(file).toString();
        text(file).ifPresent(text -> files.put(path, text));
      }
    } catch (IOException | UncheckedIOException e) {
      return new LinkedHashMap<>();
    }
    return files;
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
