package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Node's prompt. That something is `undefined` may be shown or not; of an error its first line
/// counts.
final class NodeSession implements Session {
  private static final Set<String> LABELS = Set.of("node-repl", "js-repl", "node-console");
  private static final String UNCAUGHT = "Uncaught ";
  private static final String UNDEFINED = "undefined";

  @Override
  public String family() {
    return Language.JAVASCRIPT.name();
  }

  @Override
  public boolean takes(String label) {
    return LABELS.contains(label.toLowerCase(Locale.ROOT))
        || Dialect.of(label).filter(JavaScriptDialect.class::isInstance).isPresent();
  }

  @Override
  public String prompt() {
    return ">";
  }

  @Override
  public Optional<String> further(String typed, String line) {
    return line.equals("...") || line.startsWith("... ")
        ? Optional.of(line.substring(Math.min(4, line.length())))
        : line.equals("|") || line.startsWith("| ")
            ? Optional.of(line.substring(Math.min(2, line.length())))
            : Optional.empty();
  }

  @Override
  public Language language() {
    return Language.JAVASCRIPT;
  }

  @Override
  public String script() {
    return "session.cjs";
  }

  @Override
  public boolean isLeftOut(String typed) {
    return typed.startsWith(".");
  }

  @Override
  public boolean failed(Answer answer) {
    return answer.printed().stream().anyMatch(line -> line.startsWith(UNCAUGHT));
  }

  @Override
  public Optional<Mismatch> mismatch(Answer answer, List<String> shown) {
    Optional<String> error =
        answer.printed().stream().filter(it -> it.startsWith(UNCAUGHT)).findFirst();
    if (error.isPresent()) {
      return uncaught(answer, error.get(), shown);
    }
    boolean told = !shown.isEmpty() && shown.getLast().equals(UNDEFINED);
    boolean answered = !answer.printed().isEmpty() && answer.printed().getLast().equals(UNDEFINED);
    return Mismatch.between(
        shown,
        answered && !told
            ? answer.printed().subList(0, answer.printed().size() - 1)
            : answer.printed());
  }

  private static Optional<Mismatch> uncaught(Answer answer, String error, List<String> shown) {
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).startsWith(UNCAUGHT)) {
        int at = i;
        return Mismatch.between(shown.subList(i, i + 1), List.of(error))
            .map(it -> new Mismatch(at, it.message(), Optional.empty()));
      }
    }
    return Optional.of(answer.failure("it throws " + error.substring(UNCAUGHT.length())));
  }
}
