package io.assay.validate.docs;

import io.assay.language.Language;
import io.assay.validate.security.Secrets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Python's prompt, with what doctest says of it: `<BLANKLINE>`, tracebacks without their frames,
/// and the options that stand in comments. As to doctest, a document's are one session.
final class PythonSession implements Session {
  private static final Set<String> LABELS =
      Set.of(
          "", "pycon", "pycon3", "python-console", "python-repl", "pyrepl", "doctest", "console");

  private static final String BLANK = "<BLANKLINE>";
  static final String TRACEBACK = "Traceback (most recent call last):";
  private static final Pattern DOTS = Pattern.compile("...", Pattern.LITERAL);
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

  /// As to doctest, a prompt with a comment or nothing behind it is no statement.
  @Override
  public boolean isLeftOut(String typed) {
    return hasOption(typed, "SKIP")
        || typed.lines().map(String::strip).allMatch(it -> it.isEmpty() || it.startsWith("#"));
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
    Optional<Mismatch> mismatch = compared(answer, shown);
    return mismatch.isPresent() && compared(withoutModule(answer), shown).isEmpty()
        ? Optional.empty()
        : mismatch;
  }

  /// What is printed where the session is no module, as in Sphinx's doctest: its own classes are
  /// called `A` there, and not `__main__.A`.
  private static Answer withoutModule(Answer answer) {
    return new Answer(
        answer.typed(),
        answer.printed().stream().map(line -> line.replace("__main__.", "")).toList(),
        answer.status());
  }

  private Optional<Mismatch> compared(Answer answer, List<String> shown) {
    boolean traceback = !shown.isEmpty() && shown.getFirst().strip().equals(TRACEBACK);
    if (failed(answer)) {
      String error = answer.printed().isEmpty() ? answer.last() : error(answer.printed());
      if (!traceback) {
        String told = answer.printed().isEmpty() ? error : error(Secrets.hidden(answer.printed()));
        return Optional.of(answer.failure("it raises " + told));
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
    String sought = String.join("\n", Comparison.trimmed(wanted));
    return fits(spaces ? squeezed(sought) : sought, spaces ? squeezed(found) : found, dots)
        ? Optional.empty()
        : mismatch.map(Mismatch::uncorrected);
  }

  /// Whether an answer is what is shown, in which dots may stand for anything: as doctest has it,
  /// what stands between them is found at its first place.
  private static boolean fits(String shown, String answer, boolean dots) {
    List<String> parts = dots ? List.of(DOTS.split(shown, -1)) : List.of(shown);
    String first = parts.getFirst();
    String last = parts.getLast();
    if (parts.size() == 1) {
      return answer.equals(shown);
    }
    int end = answer.length() - last.length();
    if (first.length() > end || !answer.startsWith(first) || !answer.endsWith(last)) {
      return false;
    }
    int from = first.length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int at = answer.indexOf(part, from);
      if (at < 0 || at + part.length() > end) {
        return false;
      }
      from = at + part.length();
    }
    return true;
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
