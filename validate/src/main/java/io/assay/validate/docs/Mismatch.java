package io.assay.validate.docs;

import io.assay.validate.Finding;
import io.assay.validate.Preview;
import io.assay.validate.security.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Where a document does not show what is printed.
///
/// @param index the index of the line shown, or how many there are
/// @param message a sentence
/// @param correct what would have to be shown; empty if only the document's writer can say
record Mismatch(int index, String message, Optional<List<String>> correct) {
  /// The first; empty if there is none.
  static Optional<Mismatch> between(List<String> shown, List<String> printed) {
    OptionalInt difference = Comparison.difference(shown, printed);
    if (difference.isEmpty()) {
      return Optional.empty();
    }
    int at = difference.getAsInt();
    String there = at < printed.size() ? quoted(printed, at) : "nothing";
    String wanted =
        at < shown.size() ? quoted(shown, at) : shown.isEmpty() ? "nothing" : "nothing more";
    return Optional.of(
        new Mismatch(
            at, "it prints %s where %s is shown".formatted(there, wanted), Optional.of(printed)));
  }

  private static String quoted(List<String> lines, int at) {
    return "'" + Preview.of(Secrets.hidden(lines).get(at), 200) + "'";
  }

  /// The same, where only the document's writer can say what would have to be shown.
  Mismatch uncorrected() {
    return new Mismatch(index, message, Optional.empty());
  }

  /// The same as a finding about `document`.
  Finding finding(Document document, Snippet.Expected expected) {
    int line =
        index < expected.lines().size() ? expected.lines().get(index).number() : expected.line();
    return Finding.of("docs/output", message)
        .at(document.name(), line, 0)
        .showing(document.shown(line));
  }
}
