package io.assay.validate.errors;

import io.assay.language.Language;
import io.assay.validate.packages.Providers;
import io.assay.validate.packages.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is known of one language's errors. It is read from a resource of this form:
///
///     [name]                                   the category of the entries below
///     NameError: name '{name}' is not defined  how an error begins: one line a wording
///       did you mean '{like name}'?            what to try, in the order in which it helps
///
///     [bring]                                  no category: how to come by a well-known name
///     sqrt  from math import sqrt
///
///     [names]                                  no category: names that a program may have meant
///     append extend
///
/// An empty line ends an entry. In a suggestion stands `{name}` for a part of the message, `{like
/// name}` for a name of the program or the language that is spelled nearly so, `{written name}` for
/// one that the program or an import brings, `{class name}` for it where the program has a class of that name, `{package name}` for
/// the package that provides a module, `{way name}` for how a program comes by that, `{module name}` for a module that is spelled nearly so,
/// `{import name}` for how to come by a well-known name. A suggestion that has nothing to put there
/// is left out, and so is one that begins as another that was given: it says less of the same.
/// `[also]` names other languages whose errors this one has too.
final class Handbook {
  private static final Map<String, Handbook> READ = new ConcurrentHashMap<>();
  private static final Pattern PLACE =
      Pattern.compile("\\{(?:(like|written|class|package|way|module|import) )?(\\w+)\\}");
  private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]{0,99}");

  /// Suggestions for one error: more are not read.
  private static final int MOST = 3;

  /// Characters by which two suggestions begin alike.
  private static final int ALIKE = 12;

  private static final int MOST_IDENTIFIERS = 20_000;

  private final Optional<Providers> providers;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, String> imports = new TreeMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  /// What is known of one error.
  ///
  /// @param category its kind
  /// @param wordings how it begins
  /// @param advice what to try
  record Entry(Category category, List<Wording> wordings, List<String> advice) {}

  /// What is known of an error at hand.
  ///
  /// @param entry where it stands
  /// @param suggestions what to try, the most helpful first
  record Answer(Entry entry, List<String> suggestions) {}

  private Handbook(Language language) {
    this.providers = Providers.of(language);
    read(language.name());
  }

  private void read(String file) {
    String section = "";
    List<String> entry = new ArrayList<>();
    for (String line : (text(file) + "\n\n").lines().toList()) {
      if (line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1);
      } else if (!line.isBlank()) {
        entry.add(line);
      } else if (!entry.isEmpty()) {
        add(section, entry);
        entry.clear();
      }
    }
  }

  private void add(String section, List<String> lines) {
    switch (section) {
      case "bring" ->
          lines.forEach(line -> {
            String[] words = line.split(" +", 2);
            imports.put(words[0], words[1]);
          });
      case "also" -> lines.forEach(this::read);
      case "names" -> lines.forEach(line -> names.addAll(List.of(line.strip().split(" +"))));
      default ->
          entries.add(
              new Entry(
                  Category.of(section).orElseThrow(() -> new IllegalStateException(section)),
                  lines.stream().filter(it -> !it.startsWith(" ")).map(Wording::of).toList(),
                  lines.stream().filter(it -> it.startsWith(" ")).map(String::strip).toList()));
    }
  }

  /// What is known of a language's errors.
  static Handbook of(Language language) {
    return READ.computeIfAbsent(language.name(), _ -> new Handbook(language));
  }

  private static String text(String file) {
    try (InputStream in = Handbook.class.getResourceAsStream(file + ".txt")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Entry> entries() {
    return entries;
  }

  /// What is known of an error.
  ///
  /// @param texts it, as it may begin: with its name, without
  /// @param code the program, or what there is of it, for names that were meant
  Optional<Answer> look(List<String> texts, String code) {
    for (Entry entry : entries) {
      for (Wording wording : entry.wordings()) {
        for (String text : texts) {
          Optional<Map<String, String>> parts = wording.match(text);
          if (parts.isPresent()) {
            return Optional.of(new Answer(entry, suggestions(entry, parts.get(), code)));
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<String> suggestions(Entry entry, Map<String, String> parts, String code) {
    Set<String> all = new LinkedHashSet<>();
    Set<String> beginnings = new HashSet<>();
    for (String advice : entry.advice()) {
      String beginning = advice.substring(0, Math.min(advice.length(), ALIKE));
      if (beginnings.contains(beginning)) {
        continue;
      }
      Matcher places = PLACE.matcher(advice);
      StringBuilder text = new StringBuilder();
      boolean whole = true;
      while (whole && places.find()) {
        Optional<String> value =
            Optional.ofNullable(parts.get(places.group(2)))
                .flatMap(part -> found(places.group(1), part, code));
        value.ifPresent(it -> places.appendReplacement(text, Matcher.quoteReplacement(it)));
        whole = value.isPresent();
      }
      if (whole) {
        all.add(places.appendTail(text).toString());
        beginnings.add(beginning);
      }
    }
    return all.stream().limit(MOST).toList();
  }

  private Optional<String> found(@Nullable String what, String part, String code) {
    return switch (what) {
      case null -> Optional.of(part);
      case "like" ->
          imports.containsKey(part)
              ? Optional.empty()
              : Spelling.near(part, known(code)).stream().findFirst();
      case "written" -> {
        Set<String> names = written(code);
        names.addAll(imports.keySet());
        yield Spelling.near(part, names).stream().findFirst();
      }
      case "class" -> Optional.of(part).filter(it -> code.contains("class " + it));
      case "package" -> providers.flatMap(it -> it.packageOf(part));
      // What is missing of a module may be missing of a package that is there.
      case "way" ->
          providers
              .filter(it -> !part.contains(".") || it.known().containsKey(part))
              .flatMap(it -> it.packageOf(part).flatMap(it::wayTo));
      case "module" -> providers.flatMap(it -> it.near(part).stream().findFirst());
      case "import" -> Optional.ofNullable(imports.get(part));
      default -> throw new IllegalStateException(what);
    };
  }

  /// The names that somebody who wrote `code` may have meant, its own first.
  private Collection<String> known(String code) {
    Set<String> known = written(code);
    known.addAll(names);
    known.addAll(imports.keySet());
    return known;
  }

  private static Set<String> written(String code) {
    Set<String> written = new LinkedHashSet<>();
    IDENTIFIER
        .matcher(code)
        .results()
        .limit(MOST_IDENTIFIERS)
        .forEach(identifier -> written.add(identifier.group()));
    return written;
  }
}
