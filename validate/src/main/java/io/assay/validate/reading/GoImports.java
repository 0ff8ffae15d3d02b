package io.assay.validate.reading;

import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.language.Language;
import io.assay.validate.packages.Providers;
import io.assay.validate.reading.Import.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a program of Go imports, which stands at the beginning of its files, and where that is
/// found: below `src` of the installation, or in the program.
///
/// @param program the program
/// @param texts its files of Go and its go.mod, by path
record GoImports(Program program, Map<String, String> texts) {
  private static final Pattern WORD = Pattern.compile("\\s*+;?\\s*+(\\w+|\\(|\\)|\\.|\"|`)");
  private static final Pattern PATH = Pattern.compile("([\"`])([^\"`\n]{1,1000})\\1");
  private static final Pattern MODULE =
      Pattern.compile("^[ \\t]*+module[ \\t]++\"?([^\\s\"]{1,1000})", Pattern.MULTILINE);
  private static final Pattern REPLACED =
      Pattern.compile(
          "^[ \\t]*+(?:replace[ \\t]++)?+([^\\s()]{1,1000}+)(?:[ \\t]++v\\S{1,1000}+)?+[ \\t]++=>[ \\t]++\\.",
          Pattern.MULTILINE);

  /// An import before it is known where it leads.
  record Spec(String path, String file, Source.Place place) {}

  /// What the files import, asked in the sandbox in which they lie.
  List<Import> in(Desk desk) throws InterruptedException {
    List<Spec> specs = new ArrayList<>();
    texts.forEach((file, text) -> {
      if (file.endsWith(".go") && isCompiled(file)) {
        specs.addAll(specs(file, text));
      }
    });
    Set<String> standard = standard(specs, desk);
    Providers providers = Providers.of(Language.GO).orElseThrow();
    Map<String, String> modules = modules();
    List<Import> imports = new ArrayList<>();
    for (Spec spec : specs) {
      Origin origin =
          spec.path().equals("C") || standard.contains(spec.path()) || providers.isOwn(spec.path())
              ? Origin.STANDARD
              : origin(spec.path(), modules);
      imports.add(
          new Import(
              spec.path(),
              spec.file(),
              spec.place().line(),
              spec.place().column(),
              origin,
              isOptional(spec.file()),
              ""));
    }
    return imports;
  }

  /// Not in a folder that the go command passes over.
  private static boolean isCompiled(String file) {
    return !file.matches("(?:.*/)?(?:testdata|vendor|[_.][^/]*)/.*|(?:.*/)?[_.][^/]*");
  }

  /// Whether the program may do without the file: it is compiled under conditions, or in a folder
  /// of which nobody knows here whether the entry needs it.
  private boolean isOptional(String file) {
    String text = texts.getOrDefault(file, "");
    return text.startsWith("//go:build")
        || text.contains("\n//go:build")
        || !folder(file).equals(folder(program.entry()));
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  static List<Spec> specs(String file, String text) {
    List<Spec> specs = new ArrayList<>();
    Source source = Source.of(text, true);
    Matcher word = WORD.matcher(source.text());
    boolean several = false;
    boolean importing = false;
    int at = text.startsWith("\uFEFF") ? 1 : 0;
    // The clause of the package comes first, in two words.
    for (int i = 0; i < 2 && word.region(at, source.text().length()).lookingAt(); i++) {
      at = word.end();
    }
    while (word.region(at, source.text().length()).lookingAt()) {
      at = word.end();
      switch (word.group(1)) {
        case "\"", "`" -> {
          Matcher path = PATH.matcher(source.text()).region(at - 1, source.text().length());
          if (!importing || !path.lookingAt()) {
            return specs;
          }
          specs.add(new Spec(path.group(2), file, source.place(at - 1)));
          at = path.end();
          importing = several;
        }
        case "(" -> several = true;
        case ")" -> {
          several = false;
          importing = false;
        }
        case "import" -> importing = true;
        default -> {
          // A name for what is imported, or the first declaration.
          if (!importing) {
            return specs;
          }
        }
      }
    }
    return specs;
  }

  /// Which of the paths are folders of the standard library.
  private static Set<String> standard(List<Spec> specs, Desk desk) throws InterruptedException {
    Set<String> paths = new LinkedHashSet<>();
    specs.forEach(spec -> paths.add(spec.path()));
    if (paths.isEmpty()) {
      return Set.of();
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-c",
                "for it; do [ -d \"$0/src/$it\" ] && printf '%s\\n' \"$it\"; done; true",
                desk.toolchain().identity().getOrDefault("root", "")));
    arguments.addAll(paths);
    return new LinkedHashSet<>(
        desk.ask(new Command("/bin/sh", arguments, Map.of(), Sandbox.HOME))
            .stdout()
            .text()
            .lines()
            .toList());
  }

  /// The folders of the program's modules, by what their packages' paths begin with; `-` for one
  /// that is put in the place of another.
  private Map<String, String> modules() {
    Map<String, String> modules = new TreeMap<>();
    texts.forEach((file, text) -> {
      if (file.equals("go.mod") || file.endsWith("/go.mod")) {
        String plain = Source.of(text, true).text();
        Matcher module = MODULE.matcher(plain);
        if (module.find()) {
          modules.put(module.group(1), folder(file));
        }
        REPLACED.matcher(plain).results().forEach(it -> modules.putIfAbsent(it.group(1), "-"));
      }
    });
    return modules;
  }

  private Origin origin(String path, Map<String, String> modules) {
    if (path.startsWith("./") || path.startsWith("../")) {
      return Origin.OWN;
    }
    Map<String, String> found = new LinkedHashMap<>();
    modules.forEach((module, folder) -> {
      if (path.equals(module) || path.startsWith(module + "/")) {
        found.put(module, folder);
      }
    });
    if (found.containsValue("-")) {
      return Origin.OWN;
    }
    boolean vendored =
        program.files().keySet().stream()
            .anyMatch(file ->
                file.startsWith("vendor/" + path + "/") || file.contains("/vendor/" + path + "/"));
    if (vendored) {
      return Origin.INSTALLED;
    }
    boolean there =
        found.entrySet().stream()
            .map(it -> it.getValue() + path.substring(it.getKey().length()).replaceFirst("^/", ""))
            .anyMatch(folder -> texts.keySet().stream().anyMatch(file -> isIn(file, folder)));
    return there ? Origin.OWN : found.isEmpty() ? Origin.MISSING : Origin.NO_SUCH_PART;
  }

  private static boolean isIn(String file, String folder) {
    return file.endsWith(".go")
        && folder(file).equals(folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/");
  }
}
