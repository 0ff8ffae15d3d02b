package io.assay.validate.reading;

import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.packages.Providers;
import io.assay.validate.reading.Import.Origin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The crates that a program of Rust asks for by name. A path may begin with whatever is in scope,
/// so only a name that stands nowhere but at the beginning of paths is taken for a crate's.
///
/// @param program the program
/// @param texts its files of Rust and its Cargo.toml, by path
record RustImports(Program program, Map<String, String> texts) {
  /// Languages' own crates, words that begin a path, and the types and tools that need no crate.
  private static final Set<String> KNOWN =
      Set.of(
          ("std core alloc proc_macro test crate self super Self bool char str u8 u16 u32 u64 u128"
                  + " usize i8 i16 i32 i64 i128 isize f16 f32 f64 f128 rustfmt clippy rustdoc miri"
                  + " diagnostic rust_analyzer")
              .split(" "));

  private static final Pattern NAME = Pattern.compile("(?:r#)?\\b[A-Za-z_]\\w*");
  private static final Pattern IMPORTING =
      Pattern.compile("\\b(?:use\\s+(?:::\\s*)?|extern\\s+crate\\s+)$");
  private static final Pattern GLOB = Pattern.compile("\\b(?:std|core|alloc)(?:::\\w+)*::\\*");
  private static final Pattern PACKAGE =
      Pattern.compile("^[ \\t]*+name[ \\t]*+=[ \\t]*+[\"']([^\"']{1,200})[\"']", Pattern.MULTILINE);
  private static final Pattern BESIDE =
      Pattern.compile(
          "^[ \\t]*+([\\w-]{1,200}+)[ \\t]*+=[ \\t]*+\\{[^}\n]{0,2000}?\\bpath\\s*=",
          Pattern.MULTILINE);
  private static final Pattern TABLE_BESIDE =
      Pattern.compile(
          "^[ \\t]*+\\[[^\\]\n]{0,200}dependencies\\.([\\w-]{1,200})\\][ \\t]*+\n(?:[^\\[]{0,2000}\n)?[ \\t]*path[ \\t]*=",
          Pattern.MULTILINE);

  /// Characters before a name in which it shows how that is used.
  private static final int BEFORE = 40;

  List<Import> imports() {
    boolean elsewhere =
        program.files().keySet().stream()
            .anyMatch(file -> file.matches("(?:.*/)?(?:vendor/.*|\\.cargo/config(?:\\.toml)?)"));
    if (elsewhere) {
      return List.of();
    }
    Map<String, Import> first = new TreeMap<>();
    Set<String> inScope = new HashSet<>(own());
    boolean glob = false;
    for (Map.Entry<String, String> file : texts.entrySet()) {
      if (file.getKey().endsWith("Cargo.toml")) {
        continue;
      }
      Source source = Source.of(file.getValue(), false);
      glob |= GLOB.matcher(source.text()).find();
      read(file.getKey(), source, first, inScope);
    }
    Providers providers = Providers.of(Language.RUST).orElseThrow();
    List<Import> imports = new ArrayList<>();
    for (Import one : first.values()) {
      // What a glob brings of the standard library is no crate; its modules have names like those.
      boolean uncertain = glob && providers.packageOf(one.module()).isEmpty();
      if (!inScope.contains(one.module()) && !uncertain) {
        imports.add(one);
      }
    }
    return imports;
  }

  private void read(String file, Source source, Map<String, Import> first, Set<String> inScope) {
    String text = source.text();
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      String name = names.group();
      if (KNOWN.contains(name) || name.startsWith("r#")) {
        continue;
      }
      String before = text.substring(Math.max(0, names.start() - BEFORE), names.start());
      boolean importing = IMPORTING.matcher(before).find();
      boolean begins =
          isBehind(text, names.toMatchResult(), "::") && !before.stripTrailing().endsWith("::");
      if (!importing && !begins) {
        inScope.add(name);
      } else if (importing || Character.isLowerCase(name.charAt(0))) {
        int at = names.start();
        first.computeIfAbsent(
            name,
            _ -> {
              Source.Place place = source.place(at);
              boolean optional = isConditional(source, place) || !isCompiled(file);
              return new Import(
                  name, file, place.line(), place.column(), Origin.MISSING, optional, "");
            });
      } else {
        // A type of another file, or one that a macro makes.
        inScope.add(name);
      }
    }
  }

  private static boolean isBehind(String text, MatchResult name, String what) {
    int at = name.end();
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.startsWith(what, at);
  }

  /// Whether one of the three lines above says that this is compiled under conditions.
  private static boolean isConditional(Source source, Source.Place place) {
    for (int line = Math.max(1, place.line() - 3); line < place.line(); line++) {
      if (source.line(line).contains("#[cfg(")) {
        return true;
      }
    }
    return false;
  }

  private boolean isCompiled(String file) {
    return program.files().keySet().stream().noneMatch(it -> it.endsWith("Cargo.toml"))
        || file.matches("(?:.*/)?(?:src|tests)/.*");
  }

  /// The crates that the program's own packages are, and those that lie beside.
  private Set<String> own() {
    Set<String> own = new HashSet<>();
    texts.forEach((file, text) -> {
      if (file.endsWith("Cargo.toml")) {
        for (Pattern pattern : List.of(PACKAGE, BESIDE, TABLE_BESIDE)) {
          pattern.matcher(text).results().forEach(it -> own.add(it.group(1).replace('-', '_')));
        }
      }
    });
    return own;
  }
}
