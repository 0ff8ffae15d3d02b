package io.assay.validate.docs;

import io.assay.language.Language;
import io.assay.validate.security.Secrets;
import java.util.List;
import java.util.Optional;

/// A way of showing what is typed behind a prompt and what is answered. A further one is a class of
/// its own, and is named in [Plan].
non-sealed interface Session extends Manner {
  /// Whether a line begins with a prompt.
  static boolean isBehind(String prompt, String line) {
    return prompt.isEmpty() || line.startsWith(prompt + " ") || line.equals(prompt);
  }

  /// What code and sessions that may go on with each other have in common: the name of their
  /// language.
  String family();

  /// The attributes that its blocks have before their own.
  default List<String> words() {
    return List.of();
  }

  /// Whether a block of that label may show one.
  boolean takes(String label);

  /// The prompt, without the blank behind it; empty if what is typed is the whole block.
  String prompt();

  /// The part of `line` that goes on with what was `typed` before; empty if it does not.
  default Optional<String> further(String typed, String line) {
    return Optional.empty();
  }

  /// The language of what is typed; empty if that is a shell's.
  default Optional<Language> typed() {
    return Optional.of(language());
  }

  /// The language of the script that holds the session.
  Language language();

  /// The name of that script, a resource.
  String script();

  /// Whether this is shown and not meant to be tried.
  default boolean isLeftOut(String typed) {
    return false;
  }

  /// Why this cannot be tried here; empty if it can.
  default Optional<String> obstacle(String typed) {
    return Optional.empty();
  }

  /// Why nobody can say whether this answer is right; empty if it can be said.
  default Optional<String> obstacle(Answer answer) {
    return Optional.empty();
  }

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

    /// The last line that was printed, as it may be shown, or that there was none.
    String last() {
      return printed.isEmpty() ? "(nothing is printed of it)" : Secrets.hidden(printed).getLast();
    }

    /// It failed, where nothing tells of that.
    Mismatch failure(String what) {
      return new Mismatch(0, what, Optional.empty());
    }
  }
}
