package io.assay.validate.reading;

import io.assay.Program;
import io.assay.validate.packages.Spelling;
import io.assay.validate.reading.Import.Origin;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a program of Java imports, which stands before everything else in its files: of the
/// platform, of its own packages, of what Assay brings for tests, or of nowhere.
///
/// @param program the program
/// @param texts its files, by path
record JavaImports(Program program, Map<String, String> texts) {
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:^|;)[ \\t\\f]*+import\\s++(?:static\\s++)?+([\\w$]{1,500}+(?:\\s{0,20}\\.\\s{0,20}[\\w$]{1,500}+){1,100})(?:\\s{0,20}\\.\\s{0,20}\\*)?\\s{0,20}(?=;)",
          Pattern.MULTILINE);
  private static final Pattern PACKAGE =
      Pattern.compile(
          "(?:^|;)[ \\t\\f]*+(?:@\\w{1,500}\\s{1,20})?package\\s{1,20}([\\w$.\\s]{1,1000});",
          Pattern.MULTILINE);

  private static final int MOST = 10_000;

  /// What tests are run with.
  private static final List<String> TESTING =
      List.of("org.junit", "junit", "org.hamcrest", "org.opentest4j", "org.apiguardian");

  /// The packages of the platform that Assay itself runs on; none where that is not all of it.
  private static final Set<String> PLATFORM = platform();

  private static Set<String> platform() {
    Set<String> packages =
        ModuleFinder.ofSystem().findAll().stream()
            .flatMap(module -> module.descriptor().packages().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return packages.contains("java.sql") && packages.contains("javax.swing") ? packages : Set.of();
  }

  List<Import> imports() {
    boolean elsewhere =
        program.files().keySet().stream()
            .anyMatch(file -> file.endsWith(".jar") || file.endsWith(".class"));
    if (elsewhere) {
      return List.of();
    }
    Map<String, Source> sources = new LinkedHashMap<>();
    texts.forEach((file, text) -> sources.put(file, Source.of(text, false)));
    Set<String> own = new TreeSet<>();
    for (Source source : sources.values()) {
      Matcher clause = PACKAGE.matcher(head(source.text()));
      if (clause.find()) {
        own.add(clause.group(1).replaceAll("\\s", ""));
      }
    }
    List<Import> imports = new ArrayList<>();
    sources.forEach((file, source) -> {
      Matcher found = IMPORT.matcher(head(source.text()));
      while (imports.size() < MOST && found.find()) {
        String name = found.group(1).replaceAll("\\s", "");
        Source.Place place = source.place(found.start(1));
        Origin origin = origin(name, own);
        imports.add(
            new Import(
                name,
                file,
                place.line(),
                place.column(),
                origin,
                false,
                origin == Origin.MISSING ? near(name) : ""));
      }
    });
    return imports;
  }

  /// What stands before the first declaration.
  private static String head(String text) {
    int brace = text.indexOf('{');
    return brace < 0 ? text : text.substring(0, brace);
  }

  private static Origin origin(String name, Set<String> own) {
    if (isBelow(name, own)) {
      return Origin.OWN;
    }
    if (isBelow(name, TESTING)) {
      return Origin.INSTALLED;
    }
    if (isBelow(name, PLATFORM)) {
      return Origin.STANDARD;
    }
    if (name.startsWith("java.") || name.startsWith("jdk.")) {
      // A newer platform than the one here may have more packages.
      return near(name).isEmpty() ? Origin.STANDARD : Origin.MISSING;
    }
    boolean platforms =
        name.matches("(?:javax|sun|com\\.sun|org\\.w3c\\.dom|org\\.xml\\.sax)\\..*");
    return platforms && PLATFORM.isEmpty() ? Origin.STANDARD : Origin.MISSING;
  }

  private static boolean isBelow(String name, Iterable<String> packages) {
    for (String one : packages) {
      if (name.equals(one) || name.startsWith(one + ".")) {
        return true;
      }
    }
    return false;
  }

  /// The same with the package of the platform that is spelled nearly so; empty if none is.
  private static String near(String name) {
    Matcher part = Pattern.compile("([a-z_0-9]+(?:\\.[a-z_0-9]+)*)(\\..*)?").matcher(name);
    if (!name.startsWith("java") || !part.matches()) {
      return "";
    }
    return Spelling.near(part.group(1), PLATFORM).stream()
        .findFirst()
        .map(it -> it + (part.group(2) == null ? "" : part.group(2)))
        .orElse("");
  }
}
