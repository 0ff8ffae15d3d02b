package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Python's prompt, with what doctest says of it: `<BLANKLINE>`, tracebacks without their frames,
/// and the options that stand in comments. As to doctest, a document's are one session.
final class PythonSession implements Session {
  private static final Set<String> LABELS =
      Set.of(
          "", "pycon", "pycon3", "python-console", "python-repl", "pyrepl", "doctest", "console");

  private static final String BLANK = "<BLANKLINE>";
  static final String TRACEBACK = "Traceback (most recent call last):";
  private static final Pattern OPTIONS = Pattern.compile("#\\s*doctest:(?<options>.*)");
  private static final Pattern ERROR = Pattern.compile("(?:[\\w.]+\\.)?(?<type>\\w+)(?<rest>:.*)?");

  @Override
  public String family() {
    return Language.PYTHON.name();
  }

  @Override
  public List<String> words() {
    return List.of("group=doctest");
  }

  @Override
  public boolean takes(String label) {
    return LABELS.contains(label.toLowerCase(Locale.ROOT))
        || Dialect.of(label).filter(PythonDialect.class::isInstance).isPresent();
  }

  @Override
  public String prompt() {
    return ">>>";
  }

  @Override
  public Optional<String> further(String typed, String line) {
    return Session.isBehind("...", line)
        ? Optional.of(line.substring(Math.min(4, line.length())))
        : Optional.empty();
  }

  @Override
  public Language language() {
    return Language.PYTHON;
  }

  @Override
  public String script() {
    return "session.py";
  }

  @Override
  public boolean isLeftOut(String typed) {
    return hasOption(typed, "SKIP");
  }

  @Override
  public Optional<String> obstacle(String typed) {
    return Optional.empty();
  }

  @Override
  public Optional<String> obstacle(Answer answer) {
    return Optional.empty();
  }

  private static boolean hasOption(String typed, String name) {
    Matcher options = OPTIONS.matcher(typed);
    return options.find() && options.group("options").contains("+" + name);
  }

  @Override
  public boolean failed(Answer answer) {
    return !answer.status().isEmpty();
  }

  @Override
  public Optional<Mismatch> mismatch(Answer answer, List<String> shown) {
    boolean traceback = !shown.isEmpty() && shown.getFirst().strip().equals(TRACEBACK);
    if (failed(answer)) {
      String error = error(answer.printed());
      if (!traceback) {
        return Optional.of(answer.failure("it raises " + error));
      }
      return error(shown).equals(error)
              || (hasOption(answer.typed(), "IGNORE_EXCEPTION_DETAIL")
                  && type(error(shown)).equals(type(error)))
          ? Optional.empty()
          : Mismatch.between(List.of(error(shown)), List.of(error))
              .map(it -> new Mismatch(last(shown), it.message(), Optional.of(answer.printed())));
    }
    List<String> wanted = shown.stream().map(line -> line.equals(BLANK) ? "" : line).toList();
    Optional<Mismatch> mismatch = Mismatch.between(wanted, answer.printed());
    boolean spaces = hasOption(answer.typed(), "NORMALIZE_WHITESPACE");
    boolean dots = hasOption(answer.typed(), "ELLIPSIS");
    if (mismatch.isEmpty() || (!spaces && !dots)) {
      List<String> correct =
          answer.printed().stream().map(line -> line.isBlank() ? BLANK : line).toList();
      return mismatch.map(it -> new Mismatch(it.index(), it.message(), Optional.of(correct)));
    }
    String found = String.join("\n", Comparison.trimmed(answer.printed()));
    return pattern(String.join("\n", Comparison.trimmed(wanted)), spaces, dots)
            .matcher(spaces ? squeezed(found) : found)
            .matches()
        ? Optional.empty()
        : mismatch.map(Mismatch::uncorrected);
  }

  /// What answers may be: the text, in which dots may stand for anything.
  private static Pattern pattern(String wanted, boolean spaces, boolean dots) {
    String text = spaces ? squeezed(wanted) : wanted;
    String[] parts = dots ? text.split("\\.\\.\\.", -1) : new String[] {text};
    StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
    IntStream.range(1, parts.length)
        .forEach(i -> pattern.append(".*").append(Pattern.quote(parts[i])));
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }

  private static String squeezed(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /// The line of a traceback that says what was raised.
  private static String error(List<String> traceback) {
    return traceback.get(last(traceback)).strip();
  }

  /// The index of that line: the first behind the frames that is not indented.
  private static int last(List<String> traceback) {
    int found = 0;
    for (int i = 0; i < traceback.size(); i++) {
      String line = traceback.get(i);
      boolean isFrame = line.isBlank() || Character.isWhitespace(line.charAt(0));
      if (!isFrame && (found == 0 || traceback.get(i - 1).startsWith(" "))) {
        found = i;
      }
    }
    return found;
  }

  private static String type(String error) {
    Matcher type = ERROR.matcher(error);
    return type.matches() ? type.group("type") : error;
  }
}
