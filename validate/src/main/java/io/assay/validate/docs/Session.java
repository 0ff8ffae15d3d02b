package io.assay.validate.docs;

import io.assay.language.Language;
import java.util.List;
import java.util.Optional;

/// A way of showing what is typed behind a prompt and what is answered. A further one is a class of
/// its own, and gets a member here.
non-sealed interface Session extends Manner {
  /// Every session.
  List<Session> ALL =
      List.of(new NotebookSession(), new PythonSession(), new NodeSession(), new ShellSession());

  /// The session that a block shows whose language is called `label`; empty if it shows none.
  static Optional<Session> of(String label, List<Line> code) {
    String first =
        code.stream()
            .map(line -> line.text().strip())
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("");
    return ALL.stream()
        .filter(session -> isBehind(session.prompt(), first) && session.takes(label))
        .findFirst();
  }

  /// Whether a line begins with a prompt.
  static boolean isBehind(String prompt, String line) {
    return prompt.isEmpty() || line.startsWith(prompt + " ") || line.equals(prompt);
  }

  /// What code and sessions that may go on with each other have in common: the name of their
  /// language.
  String family();

  /// The attributes that its blocks have before their own.
  List<String> words();

  /// Whether a block of that label may show one.
  boolean takes(String label);

  /// The prompt, without the blank behind it; empty if what is typed is the whole block.
  String prompt();

  /// The part of `line` that goes on with what was `typed` before; empty if it does not.
  Optional<String> further(String typed, String line);

  /// The language of the script that holds the session.
  Language language();

  /// The name of that script, a resource.
  String script();

  /// Whether this is shown and not meant to be tried.
  boolean isLeftOut(String typed);

  /// Why this cannot be tried here; empty if it can.
  Optional<String> obstacle(String typed);

  /// Why nobody can say whether this answer is right; empty if it can be said.
  Optional<String> obstacle(Answer answer);

  /// Whether something that was typed failed.
  boolean failed(Answer answer);

  /// Where an answer differs from what is shown.
  Optional<Mismatch> mismatch(Answer answer, List<String> shown);

  /// What came of something that was typed.
  ///
  /// @param typed what was typed
  /// @param printed the lines that were printed
  /// @param status how it ended, in the script's words
  record Answer(String typed, List<String> printed, String status) {
    public Answer {
      printed = List.copyOf(printed);
    }

    /// It failed, where nothing tells of that.
    Mismatch failure(String what) {
      return new Mismatch(0, what, Optional.empty());
    }
  }
}
