package io.assay.validate.docs;

import io.assay.validate.packages.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a document asks to be done with a block.
///
/// @param intent what is to come of it
/// @param join the program that it is part of
/// @param file the name under which later blocks find its content; it is not run itself
/// @param timeout the most time it may take
/// @param expect what it must print
/// @param isOutput whether it is what the block before must print
/// @param hidden what begins a line that readers do not see and that is code all the same
/// @param template the template that it is written for: `python-3.11` or a later version of it,
///   `python-data`, the path of a folder
/// @param complaints what of the words cannot be meant, in sentences
record Directive(
    Intent intent,
    Join join,
    Optional<String> file,
    Optional<Duration> timeout,
    Optional<String> expect,
    boolean isOutput,
    Optional<String> hidden,
    Optional<String> template,
    List<String> complaints) {
  private static final Set<String> KNOWN =
      Set.of(
          "ignore",
          "no_run",
          "should_fail",
          "should_panic",
          "compile_fail",
          "continue",
          "group",
          "file",
          "timeout",
          "expect",
          "output",
          "hidelines",
          "template");

  private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(ms|s|m)?");

  Directive {
    complaints = List.copyOf(complaints);
  }

  /// What is to come of a block.
  enum Intent {
    /// It compiles, runs, and ends well.
    SUCCEED,
    /// It compiles; it is not run.
    COMPILE,
    /// It compiles, runs, and ends badly.
    FAIL,
    /// It does not compile.
    NOT_COMPILE,
    /// Nothing.
    NOTHING
  }

  /// The program that a block is part of.
  sealed interface Join {
    /// One of its own.
    record Alone() implements Join {}

    /// That of the block of its language before it.
    record Continued() implements Join {}

    /// That of the blocks of this name.
    record Named(String name) implements Join {}
  }

  static Directive of(List<String> words) {
    Intent intent = Intent.SUCCEED;
    Join join = new Join.Alone();
    Optional<String> file = Optional.empty();
    Optional<Duration> timeout = Optional.empty();
    Optional<String> expect = Optional.empty();
    boolean isOutput = false;
    Optional<String> hidden = Optional.empty();
    Optional<String> template = Optional.empty();
    List<String> complaints = new ArrayList<>();
    for (String word : words) {
      int at = word.indexOf('=');
      String name = (at < 0 ? word : word.substring(0, at)).toLowerCase(Locale.ROOT);
      String value = at < 0 ? "" : word.substring(at + 1);
      switch (name.replace('-', '_')) {
        case "ignore", "notest", "no_test", "skip" -> intent = Intent.NOTHING;
        case "eval" -> intent = value.equalsIgnoreCase("false") ? Intent.NOTHING : intent;
        case "no_run", "norun" -> intent = Intent.COMPILE;
        case "should_fail", "should_panic" -> intent = Intent.FAIL;
        case "compile_fail" -> intent = Intent.NOT_COMPILE;
        case "continue", "continues", "continued", "continuation" -> join = new Join.Continued();
        case "alone" -> join = new Join.Alone();
        case "group" -> {
          if (value.isEmpty()) {
            complaints.add("'group' has no name; write group=NAME");
          } else {
            join = new Join.Named(value);
          }
        }
        case "file" -> {
          if (isInside(value)) {
            file = Optional.of(value);
          } else {
            complaints.add(
                "file '%s' must be a relative path without '.', '..' or empty parts"
                    .formatted(value));
          }
        }
        case "timeout" -> {
          timeout = time(value);
          if (timeout.isEmpty()) {
            complaints.add(
                "timeout '%s' is not a time from 1ms to 1h, such as 500ms, 5s or 2m"
                    .formatted(value));
          }
        }
        case "expect" -> expect = Optional.of(value.replace("\\n", "\n"));
        case "output", "expected" -> isOutput = true;
        case "hidelines" -> hidden = value.isEmpty() ? Optional.empty() : Optional.of(value);
        case "template" -> template = value.isEmpty() ? Optional.empty() : Optional.of(value);
        default ->
            Spelling.near(name, KNOWN).stream()
                .filter(meant -> Spelling.distance(name, meant, 1) <= 1)
                .findFirst()
                .ifPresent(meant ->
                    complaints.add(
                        "'%s' is no attribute; did you mean '%s'?".formatted(name, meant)));
      }
    }
    return new Directive(
        intent, join, file, timeout, expect, isOutput, hidden, template, complaints);
  }

  /// The code of a block, with the lines that readers do not see.
  List<Line> code(List<Line> lines) {
    return hidden.isEmpty()
        ? lines
        : lines.stream().map(line -> unhidden(line, hidden.get())).toList();
  }

  private static Line unhidden(Line line, String prefix) {
    String text = line.text().stripLeading();
    return text.startsWith(prefix)
        ? new Line(
            text.substring(prefix.length()),
            line.number(),
            line.column() + line.text().length() - text.length() + prefix.length())
        : line;
  }

  /// Whether `name` is the template that is asked for: the same, or one of that version.
  boolean takes(String name) {
    return template.isEmpty()
        || name.equals(template.get().substring(template.get().lastIndexOf('/') + 1))
        || name.startsWith(template.get() + ".");
  }

  private static boolean isInside(String path) {
    return !path.isEmpty()
        && path.length() <= 255
        && List.of(path.split("/", -1)).stream()
            .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
  }

  private static Optional<Duration> time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return Optional.empty();
    }
    String unit = time.group(2) == null ? "s" : time.group(2);
    double factor = unit.equals("ms") ? 1 : unit.equals("s") ? 1000 : 60_000;
    Duration found = Duration.ofMillis(Math.round(Double.parseDouble(time.group(1)) * factor));
    boolean bounded = found.isPositive() && found.compareTo(Duration.ofHours(1)) <= 0;
    return bounded ? Optional.of(found) : Optional.empty();
  }
}
