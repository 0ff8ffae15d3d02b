package io.assay.cli;

import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.Reason;
import io.assay.SandboxException;
import io.assay.language.Endings;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.reading.NodeModules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The files that a command line names, as they will lie in the sandbox's home: a folder's content
/// at the top, several files below what their paths have in common.
final class Sources {
  /// Never part of a program, and a place where credentials lie.
  private static final Set<String> HISTORIES = Set.of(".git", ".hg", ".svn", ".jj");

  /// Names by which an entry is known among several files.
  private static final Set<String> ENTRIES =
      Set.of("main", "__main__", "index", "app", "program", "solution");

  /// Code that comes by a pipe is held in memory.
  private static final int MOST_PIPED = 16 << 20;

  private final Path directory;
  private final Limits limits;
  private final SequencedMap<String, Path> origins = new LinkedHashMap<>();
  private final SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
  private final List<String> skipped = new ArrayList<>();
  private long bytes;
  private long entries;

  private Sources(Path directory, Limits limits) {
    this.directory = directory;
    this.limits = limits;
  }

  /// A program and its language.
  ///
  /// @param skipped what was left out of a folder, with the reason
  /// @param origins where the program's files are here, as they were named
  /// @param library whether no file is clearly the one to run, and it brings tests
  record Gathered(
      Program program,
      Language language,
      List<String> skipped,
      Map<String, String> origins,
      boolean library) {}

  /// What the command line names.
  ///
  /// @param directory what relative paths are relative to
  /// @param paths files, folders, or `-` alone for code from `stdin`
  /// @param entry the file to run, where it was named
  /// @param language the language, where it was named
  static Gathered gather(
      Path directory,
      List<String> paths,
      Optional<String> entry,
      Optional<Language> language,
      Limits limits,
      InputStream stdin)
      throws InterruptedException {
    return gather(directory, paths, entry, language, limits, stdin, false);
  }

  /// The same, where a program of which no file is clearly the one to run may be a library.
  static Gathered gatherTested(
      Path directory,
      List<String> paths,
      Optional<String> entry,
      Optional<Language> language,
      Limits limits,
      InputStream stdin)
      throws InterruptedException {
    return gather(directory, paths, entry, language, limits, stdin, true);
  }

  private static Gathered gather(
      Path directory,
      List<String> paths,
      Optional<String> entry,
      Optional<Language> language,
      Limits limits,
      InputStream stdin,
      boolean tested)
      throws InterruptedException {
    if (paths.contains("-")) {
      if (paths.size() > 1) {
        throw SandboxException.caller(
            "'-' (code from stdin) stands alone; put the other files into a folder with it, or name them all");
      }
      return piped(stdin, "stdin", "-", language);
    }
    Sources sources = new Sources(directory, limits);
    List<Path> single = new ArrayList<>();
    for (String name : paths) {
      Path path = path(name);
      Path real = directory.resolve(path);
      if (Files.isDirectory(real)) {
        sources.folder(path);
      } else if (Files.isRegularFile(real)) {
        single.add(path);
      } else if (paths.size() == 1 && Files.exists(real)) {
        // The shell's <(command), for one.
        try (InputStream in = Intake.open(real)) {
          return piped(in, "'" + name + "'", name, language);
        } catch (IOException e) {
          throw sources.unreadable(path, e);
        }
      } else {
        throw SandboxException.caller(missing(name, real));
      }
    }
    sources.alone(single);
    Optional<String> library =
        tested && entry.isEmpty() ? sources.library(language) : Optional.empty();
    String chosen = library.orElseGet(() -> sources.entry(entry, language));
    Program program = new Program(sources.files, chosen, List.of(), Map.of());
    Map<String, String> named = new LinkedHashMap<>();
    sources.origins.forEach((file, path) -> named.put(file, path.toString()));
    return new Gathered(
        program,
        language.orElseGet(() -> byExtension(chosen)),
        sources.skipped,
        named,
        library.isPresent());
  }

  private static Gathered piped(
      InputStream in, String what, String name, Optional<Language> language)
      throws InterruptedException {
    Language known =
        language.orElseThrow(() ->
            SandboxException.caller(
                "code from %s has no file name to tell its language by; say it, such as: assay run %s --language python"
                    .formatted(what, name)));
    try {
      byte[] code = Intake.read(in, MOST_PIPED + 1);
      if (code.length > MOST_PIPED) {
        throw SandboxException.caller(
            "code from %s is longer than %s; put it into a file"
                .formatted(what, Amount.text(MOST_PIPED)));
      }
      Bytes text = Bytes.copyOf(code);
      String file = known.fileName(text.text());
      SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
      files.put(file, new Program.Content.Text(text));
      return new Gathered(
          new Program(files, file, List.of(), Map.of()), known, List.of(), Map.of(), false);
    } catch (IOException e) {
      throw SandboxException.caller("cannot read code from " + what + ": " + Reason.of(e));
    }
  }

  /// What a name is here.
  ///
  /// @throws SandboxException blaming the caller if it cannot be a path
  static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw SandboxException.caller(
          "'%s' cannot be a path here: %s. For names outside ASCII, set a UTF-8 locale: LC_ALL=C.UTF-8"
              .formatted(name, e.getReason()));
    }
  }

  private static String missing(String name, Path path) {
    if (Files.isSymbolicLink(path)) {
      return "'" + name + "' is a symbolic link to nothing";
    }
    if (Files.exists(path)) {
      return "'" + name + "' is neither a file nor a folder";
    }
    return "no file or folder '" + name + "' here; what is meant for the program goes after --";
  }

  private void folder(Path folder) {
    Path top = directory.resolve(folder);
    try {
      Path real = top.toRealPath();
      Files.walkFileTree(
          top,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes) {
              if (!found.equals(top)) {
                if (HISTORIES.contains(nameOf(found))) {
                  return FileVisitResult.SKIP_SUBTREE;
                }
                count(folder, 0);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path found, BasicFileAttributes attributes)
                throws IOException {
              if (HISTORIES.contains(nameOf(found))) {
                return FileVisitResult.CONTINUE;
              }
              Path at = named(found);
              if (attributes.isRegularFile()) {
                add(inside(folder, at), at, folder, attributes.size());
              } else if (attributes.isSymbolicLink()) {
                link(folder, real, at);
              } else {
                skipped.add("'" + at + "' (no regular file)");
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path found, IOException e) {
              throw unreadable(named(found), e);
            }

            // As the caller named the folder.
            private Path named(Path found) {
              return folder.resolve(top.relativize(found));
            }
          });
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /// A link to a file of the folder is that file; what it points to elsewhere stays where it is.
  private void link(Path folder, Path real, Path at) throws IOException {
    Path target;
    try {
      target = directory.resolve(at).toRealPath();
    } catch (NoSuchFileException e) {
      skipped.add("'" + at + "' (a link to nothing)");
      return;
    }
    if (!target.startsWith(real)) {
      skipped.add("'" + at + "' (a link out of the folder)");
    } else if (Files.isRegularFile(target)) {
      add(inside(folder, at), target, folder, Files.size(target));
    } else {
      skipped.add("'" + at + "' (a link to a folder)");
    }
  }

  private void alone(List<Path> single) {
    Path common = null;
    for (Path path : single) {
      Path parent = parentOf(path);
      while (common != null && !parent.startsWith(common)) {
        common = common.getParent();
      }
      common = common == null ? parent : common;
    }
    if (common == null) {
      return;
    }
    for (Path path : single) {
      try {
        add(inside(common, whole(path)), path, path, Files.size(directory.resolve(path)));
      } catch (IOException e) {
        throw unreadable(path, e);
      }
    }
  }

  private void add(String inside, Path at, Path named, long size) {
    count(named, size);
    Path file = directory.resolve(at);
    if (!Files.isReadable(file)) {
      throw SandboxException.caller("'" + at + "' may not be read by this user");
    }
    Path earlier = origins.putIfAbsent(inside, at);
    if (earlier != null) {
      throw SandboxException.caller(
          earlier.equals(at)
              ? "'%s' is named twice".formatted(at)
              : "'%s' and '%s' would both be '%s' in the sandbox; name the folder above them instead"
                  .formatted(earlier, at, inside));
    }
    files.put(inside, new Program.Content.HostFile(file, Files.isExecutable(file)));
  }

  private void count(Path named, long size) {
    entries++;
    bytes += size;
    if (entries > limits.diskFiles()) {
      throw SandboxException.caller(
          "'%s' has more than %d files and folders, the sandbox's limit; name fewer, or raise it with --disk-files, which 'run' and the cases of a batch have"
              .formatted(named, limits.diskFiles()));
    }
    if (bytes > limits.diskBytes()) {
      throw SandboxException.caller(
          "'%s' has more than %s of files, the sandbox's limit; name fewer, or raise it with --disk, which 'run' and the cases of a batch have"
              .formatted(named, Amount.text(limits.diskBytes())));
    }
  }

  private String entry(Optional<String> named, Optional<Language> language) {
    if (named.isPresent()) {
      return named(named.get());
    }
    if (files.isEmpty()) {
      throw SandboxException.caller("there is no file in what was named: nothing to run");
    }
    List<String> candidates = candidates(language);
    return clear(candidates)
        .orElseThrow(() ->
            SandboxException.caller(
                "which file is to be run? Say it with --entry; it could be: "
                    + preview(candidates.isEmpty() ? files.sequencedKeySet() : candidates)));
  }

  /// The file that stands for a library with tests in one language; empty if it is none.
  private Optional<String> library(Optional<Language> language) {
    List<String> candidates = candidates(language);
    if (clear(candidates).filter(file -> !isPackage(file)).isPresent()) {
      return Optional.empty();
    }
    List<String> standing =
        candidates.stream()
            .map(
                language
                    .<Function<String, Language>>map(it -> _ -> it)
                    .orElse(Sources::byExtension))
            .distinct()
            .flatMap(it -> Change.ofLibrary(it, candidates).stream())
            .toList();
    return standing.size() == 1 ? Optional.of(standing.getFirst()) : Optional.empty();
  }

  /// Whether a file is what a folder of Python's is imported as.
  private static boolean isPackage(String file) {
    return stem(file).equals("__init__");
  }

  private List<String> candidates(Optional<Language> language) {
    return files.keySet().stream()
        .filter(file -> !NodeModules.has(file))
        .filter(file ->
            language
                .map(it -> it.extensions().contains(Endings.of(file)))
                .orElseGet(() -> Endings.language(file).isPresent()))
        .sorted()
        .toList();
  }

  /// The file that is clearly the one to run, if there is one.
  private Optional<String> clear(List<String> candidates) {
    if (files.size() == 1) {
      return Optional.of(files.firstEntry().getKey());
    }
    if (candidates.size() == 1) {
      return Optional.of(candidates.getFirst());
    }
    for (boolean atTop : new boolean[] {true, false}) {
      List<String> typical =
          candidates.stream()
              .filter(file -> ENTRIES.contains(stem(file)) && (!atTop || file.indexOf('/') < 0))
              .toList();
      if (typical.size() == 1) {
        return Optional.of(typical.getFirst());
      }
    }
    List<String> tested = candidates.stream().filter(file -> !isTest(file)).toList();
    return tested.size() == 1 ? Optional.of(tested.getFirst()) : byCustom(candidates);
  }

  /// The file that starts a program by the custom of its one language.
  private Optional<String> byCustom(List<String> candidates) {
    List<Language> languages =
        candidates.stream().flatMap(file -> Endings.language(file).stream()).distinct().toList();
    return languages.size() == 1 ? languages.getFirst().entry(files) : Optional.empty();
  }

  /// A file named as it lies on the host, or as it will lie in the sandbox.
  private String named(String entry) {
    Path whole = whole(path(entry));
    for (Map.Entry<String, Path> origin : origins.entrySet()) {
      if (whole(origin.getValue()).equals(whole)) {
        return origin.getKey();
      }
    }
    String inside = path(entry).normalize().toString();
    if (files.containsKey(inside)) {
      return inside;
    }
    throw SandboxException.caller(
        "--entry '%s' is not one of the files: %s"
            .formatted(entry, preview(files.sequencedKeySet())));
  }

  private static String preview(Iterable<String> names) {
    List<String> all = new ArrayList<>();
    names.forEach(all::add);
    String shown = String.join(", ", all.subList(0, Math.min(10, all.size())));
    return all.size() > 10 ? shown + " and " + (all.size() - 10) + " more" : shown;
  }

  private static Language byExtension(String file) {
    return Endings.language(file)
        .orElseThrow(() ->
            SandboxException.caller(
                "'%s' does not tell its language; say it with --language, one of: %s"
                    .formatted(file, knownLanguages())));
  }

  /// The language that `--language` names.
  static Language namedLanguage(String name) {
    return language(name)
        .orElseThrow(() ->
            SandboxException.caller(
                "--language '%s' is not known; known: %s".formatted(name, knownLanguages())));
  }

  /// The language called `name`, by its name, another name of it, or a file name ending.
  static Optional<Language> language(String name) {
    String word = name.strip().toLowerCase(java.util.Locale.ROOT);
    Optional<Language> exact =
        Language.ALL.stream()
            .filter(it -> it.name().equals(word) || it.aliases().contains(word))
            .findFirst();
    return exact.or(() -> Endings.language("." + word));
  }

  private static boolean isTest(String file) {
    return Endings.language(file).map(it -> it.isTest(file)).orElse(false);
  }

  static String knownLanguages() {
    return Language.ALL.stream().map(Language::name).collect(Collectors.joining(", "));
  }

  private static String stem(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    return (dot < 0 ? name : name.substring(0, dot)).toLowerCase(java.util.Locale.ROOT);
  }

  private static String inside(Path folder, Path file) {
    return folder.relativize(file).toString();
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  /// The folder that `path` names a file of, `..` resolved as the kernel does.
  private Path parentOf(Path path) {
    Path parent = whole(path).getParent();
    return parent == null ? Path.of("/") : parent;
  }

  /// `path` from the root, its folders resolved, its last name kept: a linked file keeps its own
  /// name.
  private Path whole(Path path) {
    Path absolute = directory.resolve(path);
    Path parent = absolute.getParent();
    Path name = absolute.getFileName();
    if (parent == null || name == null) {
      return absolute;
    }
    try {
      return parent.toRealPath().resolve(name).normalize();
    } catch (IOException e) {
      // No such folder: then the path names nothing that was gathered.
      return absolute.normalize();
    }
  }

  private SandboxException unreadable(Path path, IOException cause) {
    return SandboxException.caller(
        Files.exists(directory.resolve(path), LinkOption.NOFOLLOW_LINKS)
            ? "cannot read '%s': %s".formatted(path, Reason.of(cause))
            : "'%s' vanished while it was read".formatted(path));
  }
}
