package io.assay.server.mcp;

import io.assay.SandboxException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The last outcomes and reports of a conversation, whole: answers show their beginning and end.
/// When there are too many, the oldest go.
final class Outcomes {
  /// Outcomes that are kept.
  static final int MOST = 50;

  /// Characters of all that are kept: the last one is, however long it is.
  private static final int MOST_CHARACTERS = 32 << 20;

  private static final String URI = "assay://outcomes";

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Outcome> kept = new ArrayDeque<>();
  private int last;
  private long characters;

  /// What a call came to.
  ///
  /// @param id its number in the conversation
  /// @param tool what was called
  /// @param summary the first line of what was answered
  /// @param whole all of it
  record Outcome(int id, String tool, String summary, Answer.Whole whole) {
    /// All of it, as one text.
    String text() {
      StringBuilder text = new StringBuilder(tool).append(": ").append(whole.report());
      for (Stream stream : List.of(Stream.STDOUT, Stream.STDERR)) {
        String printed = stream.of(whole);
        if (!printed.isEmpty()) {
          text.append("\n--- all of ").append(stream.word()).append('\n').append(printed);
        }
      }
      return text.toString();
    }
  }

  /// A part of an outcome.
  enum Stream {
    REPORT,
    STDOUT,
    STDERR;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    String of(Answer.Whole whole) {
      return switch (this) {
        case REPORT -> whole.report();
        case STDOUT -> whole.stdout();
        case STDERR -> whole.stderr();
      };
    }
  }

  /// The address of the list of them.
  static String uri() {
    return URI;
  }

  /// The address of one.
  static String uri(int id) {
    return URI + "/" + id;
  }

  /// Keeps one, and returns its number.
  int keep(String tool, String text, Answer.Whole whole) {
    lock.lock();
    try {
      last++;
      kept.addLast(new Outcome(last, tool, text.lines().findFirst().orElse(""), whole));
      characters += whole.size();
      while (kept.size() > MOST || (characters > MOST_CHARACTERS && kept.size() > 1)) {
        characters -= kept.removeFirst().whole().size();
      }
      return last;
    } finally {
      lock.unlock();
    }
  }

  /// Those that are kept, the oldest first.
  List<Outcome> all() {
    lock.lock();
    try {
      return new ArrayList<>(kept);
    } finally {
      lock.unlock();
    }
  }

  /// The one of that number.
  ///
  /// @throws SandboxException blaming the caller if it is not kept
  Outcome find(String id) {
    List<Outcome> all = all();
    return all.stream()
        .filter(it -> Integer.toString(it.id()).equals(id))
        .findFirst()
        .orElseThrow(() ->
            SandboxException.caller(
                "outcome '%s' is not kept; kept: %s"
                    .formatted(
                        id,
                        all.isEmpty()
                            ? "none yet"
                            : all.getFirst().id() + " to " + all.getLast().id())));
  }
}
