package io.assay.language;

import io.assay.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Headers of the C++ standard library that are compiled once and then only read. A program is
/// given none that it does not include itself, before anything else: which of them comes first, and
/// how often, the standard lets mean nothing.
///
/// @param names what is included
record Headers(List<String> names) {
  /// What programs and the headers that they include must be compiled with alike.
  static final List<String> DIALECT = List.of("-std=c++20", "-pthread");

  /// The sets that are kept, those that hold most first.
  private static final List<Headers> SETS =
      List.of(
          new Headers(List.of("bits/stdc++.h")),
          new Headers(List.of("algorithm", "iostream", "vector")),
          new Headers(List.of("iostream")));

  private static final Duration COMPILED = Duration.ofMinutes(2);

  /// A line that includes a header of the standard's, and does not go on in the next.
  private static final Pattern INCLUDE =
      Pattern.compile(
          "#\\s*+include\\s*+<([a-z_]{1,100}|bits/stdc\\+\\+\\.h"
              + "|(?:assert|ctype|errno|float|limits|math|stdint|stdio|stdlib|string|time)\\.h)>"
              + "\\s*+(?://(?:.*[^\\\\])?)?");

  /// The folder with all sets, filled now if need be; empty where the compiler does not take them.
  ///
  /// @param trial a folder to try things in
  /// @param compiled what else is to be the same whenever they are used
  static Optional<Path> ready(
      Host host, Path compiler, boolean clang, Path trial, SortedMap<String, String> compiled)
      throws IOException, InterruptedException {
    if (clang) {
      return Optional.empty();
    }
    Path all = Files.writeString(trial.resolve("all.h"), SETS.getFirst().text());
    Host.Answer read = host.ask(compiler, with("-M", "-x", "c++-header", all.toString()));
    if (!read.worked()) {
      return Optional.empty();
    }
    List<String> identity = new ArrayList<>(List.of(SETS.toString()));
    compiled.forEach((name, value) -> identity.add(name + "=" + value));
    Set<Path> folders = new HashSet<>();
    for (String file : read.out().split("[\\s\\\\]+")) {
      if (file.startsWith("/") && !file.startsWith(trial.toString())) {
        Path header = Path.of(file).normalize();
        identity.add(header + " " + Host.fileIdentity(header));
        folders.add(Host.above(header));
      }
    }
    folders.forEach(host::exists);
    String name = "cpp-headers-" + Sources.digest(identity);
    return switch (Provision.folder(host, name, folder -> compile(host, compiler, folder))) {
      case Provision.Ready(Path folder) -> Optional.of(folder);
      case Provision.Failed _ -> Optional.empty();
    };
  }

  private static String compile(Host host, Path compiler, Path folder)
      throws IOException, InterruptedException {
    host.progress().accept("compiling headers of the C++ library (once)");
    for (Headers set : SETS) {
      Path header = Files.writeString(folder.resolve(set.file()), set.text());
      Host.Answer made =
          host.ask(
              COMPILED,
              Path.of("/"),
              Map.of(),
              compiler,
              List.of(with("-x", "c++-header", "-o", header + ".gch", header.toString())));
      if (!made.worked()) {
        return made.why();
      }
    }
    return "";
  }

  private static String[] with(String... more) {
    List<String> arguments = new ArrayList<>(DIALECT);
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /// The largest set of which `program` includes all. A program of several files may put its own in
  /// the place of any header.
  static Optional<Headers> of(Program program) {
    if (program.files().size() > 1) {
      return Optional.empty();
    }
    Set<String> included = included(Sources.text(program.files(), program.entry()));
    return SETS.stream().filter(set -> included.containsAll(set.names())).findFirst();
  }

  /// What `code` includes before there is anything else, other libraries' headers included.
  private static Set<String> included(String code) {
    Set<String> included = new HashSet<>();
    boolean comment = false;
    for (String line : (Iterable<String>) code.lines()::iterator) {
      String text = line.strip();
      Matcher include = INCLUDE.matcher(text);
      if (comment) {
        int end = text.indexOf("*/");
        if (end >= 0 && end != text.length() - 2) {
          return included;
        }
        comment = end < 0;
      } else if (include.matches()) {
        included.add(include.group(1));
      } else if (text.startsWith("/*") && text.indexOf("*/", 2) < 0) {
        comment = true;
      } else if (!text.isEmpty() && (!text.startsWith("//") || text.endsWith("\\"))) {
        return included;
      }
    }
    return included;
  }

  /// The compiler's words that put this set, in `folder`, before a program.
  List<String> included(Path folder) {
    return List.of("-include", folder.resolve(file()).toString());
  }

  private String file() {
    return String.join("-", names).replace('/', '-') + ".h";
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append("#include <").append(name).append(">\n"));
    return text.toString();
  }
}
