package io.assay.validate.honesty;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A means by which a program passed that is not being right.
///
/// @param kind which
/// @param file the file where it is used, relative to the change's root; empty if not known
/// @param line the line, from 1; 0 if not known
/// @param detail what it is about: the check that was not made, the function that was replaced; may
///   be empty
public record Trick(Kind kind, String file, int line, String detail) {
  /// Which means.
  public enum Kind {
    /// It ended itself with success while checks stood before it.
    EARLY_END(
        "early-end",
        "it ends itself here with success, and a check that stood next was never made: %s"),
    /// What a check waits for never comes, and the program ends meanwhile.
    NEVER_SETTLED(
        "early-end",
        "it waits here for what never comes, and a check that stood next was never made: %s"),
    /// It ended in a way that the language's runtime knows nothing of.
    NO_TRACE(
        "no-trace", "it ended with success behind the back of its runtime, its checks unknown"),
    /// A check failed, and the program kept that from showing.
    HIDDEN_FAILURE("hidden-failure", "a check failed, and the program hid it: %s"),
    /// A check failed, the program said so, and ended as if none had.
    TOLD_FAILURE("told-failure", "it says itself that a check failed, and ends with success: %s"),
    /// An assertion would fail if it was made, and as the program is run none is.
    NEVER_MADE(
        "never-made",
        "an assertion does not hold, and is not made: Java makes them with -ea alone: %s"),
    /// A check is called that only runs when it is awaited or iterated, and nothing does.
    NEVER_RUN("never-made", "a check is called here and never run: nothing awaits or iterates %s"),
    /// Whatever its tests find wrong is dropped where it is found.
    DROPPED(
        "checks-nothing",
        "its tests pass whatever the code returns: all that could fail in them is dropped by %s"),
    /// A value equals whatever it is compared with.
    EQUALS_ANYTHING(
        "equals-anything", "a value that equals everything was compared in a check: %s"),
    /// A comparison of the program's own takes anything for equal.
    BLIND_EQUALITY("equals-anything", "a comparison never looks at what it compares with: %s"),
    /// What judges results was replaced.
    DISARMED("disarmed", "what checks rely on was replaced by the program's own: %s"),
    /// The code that is tested looks at the code that tests it.
    READS_TESTS("reads-tests", "code that is being tested reads %s"),
    /// What is told of a test was not told by what runs tests.
    FORGED("forged", "a result was not reported by what runs the tests: %s"),
    /// The tests pass, and have nothing to do with what the program defines.
    NEVER_CALLED(
        "never-called",
        "its tests pass without using anything that it defines: '%s' is never called"),
    /// What is expected stands in the program, which never looks at what it is given.
    PRINTS_ANSWER(
        "prints-answer", "it prints what is expected without reading what it is given: %s");

    private final String word;
    private final String message;

    Kind(String word, String message) {
      this.word = word;
      this.message = message;
    }

    /// Whether it is one however the program ended.
    public boolean standsAlone() {
      return switch (this) {
        case EQUALS_ANYTHING,
            BLIND_EQUALITY,
            DISARMED,
            READS_TESTS,
            FORGED,
            NEVER_CALLED,
            PRINTS_ANSWER,
            TOLD_FAILURE,
            NEVER_MADE,
            NEVER_RUN,
            DROPPED ->
            true;
        case EARLY_END, NEVER_SETTLED, NO_TRACE, HIDDEN_FAILURE -> false;
      };
    }

    /// The word for it on the wire.
    public String word() {
      return word;
    }
  }

  /// The one that a watcher wrote down; empty if it is none.
  ///
  /// @param fields `trick KIND FILE LINE DETAIL`
  public static Optional<Trick> of(List<String> fields) {
    Optional<Kind> kind =
        Arrays.stream(Kind.values())
            .filter(it -> fields.size() == 5 && it.name().equals(fields.get(1)))
            .findFirst();
    return kind.filter(_ -> fields.get(3).matches("\\d{1,9}"))
        .map(it -> new Trick(it, fields.get(2), Integer.parseInt(fields.get(3)), fields.get(4)));
  }

  /// What is to be said of it.
  public String message() {
    return kind.message.formatted(detail);
  }
}
