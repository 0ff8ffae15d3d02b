package io.assay.acceptance.languages;

import io.assay.acceptance.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One of a language's programs: `programs/languages/LANGUAGE/NAME/`.
///
/// @param language the language's name
/// @param name what the program is about: `runtime-error`
record Case(String language, String name) {
  private static final Path ALL = Product.file("programs/languages");

  /// In a program that fails, a comment on the line that is to blame: `// error: NAME: MESSAGE`.
  /// `error somewhere` promises no line, and the name `*` none in particular.
  private static final Pattern MARK =
      Pattern.compile("(?:#|//) error( somewhere)?: ([^ ]+): (.+)$");

  /// The error that a program's mark promises.
  ///
  /// @param name its name; `*` for any
  /// @param message a part of its message
  /// @param file the file with the mark, as the sandbox has it; empty if no place is promised
  record Fault(String name, String message, Optional<String> file, OptionalInt line) {}

  /// The languages, a folder each.
  static Stream<String> languages() {
    return Product.entries(ALL).stream().map(Case::nameOf);
  }

  /// The cases of `language` that are its alone: those whose output lies beside them.
  static Stream<Case> own(String language) {
    return Product.entries(ALL.resolve(language)).stream()
        .map(Case::nameOf)
        .filter(name -> name.endsWith(".out"))
        .map(name -> new Case(language, name.substring(0, name.length() - ".out".length())));
  }

  /// What a program of [#own] prints.
  String output() {
    return Product.read(ALL.resolve(language).resolve(name + ".out"));
  }

  /// The order to run it: a program of one file by that file, one of several by its folder.
  Product.Start start(String... options) {
    Path folder = folder();
    List<Path> entries = Product.entries(folder);
    List<String> arguments = new ArrayList<>(List.of("run"));
    boolean single = entries.size() == 1 && Files.isRegularFile(entries.getFirst());
    arguments.add((single ? entries.getFirst() : folder).toString());
    arguments.addAll(List.of(options));
    return Product.Start.of(arguments.toArray(String[]::new));
  }

  /// The file of the program whose name begins with `start`, by its path on the host.
  String startFile() {
    return files()
        .filter(file -> nameOf(file).startsWith("start.") || nameOf(file).startsWith("Start."))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no file 'start' in " + folder()))
        .toString();
  }

  /// The error that the program marks; empty if it marks none.
  Optional<Fault> error() {
    return files().flatMap(this::marks).findFirst();
  }

  private Stream<Fault> marks(Path file) {
    List<String> lines = Product.read(file).lines().toList();
    List<Fault> marks = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      Matcher mark = MARK.matcher(lines.get(at));
      if (mark.find()) {
        boolean placed = mark.group(1) == null;
        marks.add(
            new Fault(
                mark.group(2),
                mark.group(3),
                placed ? Optional.of(folder().relativize(file).toString()) : Optional.empty(),
                placed ? OptionalInt.of(at + 1) : OptionalInt.empty()));
      }
    }
    return marks.stream();
  }

  private Path folder() {
    return ALL.resolve(language).resolve(name);
  }

  private Stream<Path> files() {
    try (Stream<Path> all = Files.walk(folder())) {
      return all.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("every language has a program '" + name + "'", e);
    }
  }

  private static String nameOf(Path path) {
    return String.valueOf(path.getFileName());
  }

  @Override
  public String toString() {
    return language + "/" + name;
  }
}
