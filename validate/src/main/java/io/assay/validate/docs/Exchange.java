package io.assay.validate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Something that is typed, and the answer that a document shows.
///
/// @param mode `typed` at a prompt, a `whole` block of code, or a `cell` of a notebook
/// @param typed the lines, without prompts
/// @param expected what is shown; empty if nothing says what is answered
record Exchange(String mode, List<Line> typed, Optional<Snippet.Expected> expected) {
  Exchange {
    typed = List.copyOf(typed);
  }

  String text() {
    return typed.stream().map(Line::text).collect(Collectors.joining("\n"));
  }

  /// The exchanges of a snippet: those of a session, or a block of code as one.
  static List<Exchange> of(Snippet snippet) {
    return switch (snippet.manner()) {
      case Dialect _ -> List.of(new Exchange("whole", snippet.code(), snippet.expected()));
      case NotebookSession _ -> List.of(new Exchange("cell", snippet.code(), snippet.expected()));
      case Session session -> in(session, snippet);
    };
  }

  private static List<Exchange> in(Session session, Snippet snippet) {
    List<Line> lines = Line.outdented(snippet.code());
    List<Exchange> exchanges = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      if (!Session.isBehind(session.prompt(), lines.get(at).text())) {
        at++;
        continue;
      }
      List<Line> typed = new ArrayList<>();
      typed.add(lines.get(at).without(session.prompt().length() + 1));
      String text = typed.getFirst().text();
      at++;
      while (at < lines.size()) {
        Optional<String> more = session.further(text, lines.get(at).text());
        if (more.isEmpty()) {
          break;
        }
        typed.add(lines.get(at).without(lines.get(at).text().length() - more.get().length()));
        text += "\n" + more.get();
        at++;
      }
      int start = at;
      while (at < lines.size() && !Session.isBehind(session.prompt(), lines.get(at).text())) {
        at++;
      }
      if (!session.isLeftOut(text)) {
        Snippet.Expected expected =
            new Snippet.Expected(snippet.block(), start, lines.subList(start, at));
        exchanges.add(new Exchange("typed", typed, Optional.of(expected)));
      }
    }
    return exchanges;
  }
}
