package io.assay.validate.honesty;

import io.assay.validate.reading.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// What a program of C++ leaves unasked: what came of its tasks, and of its children.
final class Unasked {
  /// Words by which what a task came to may be handed on.
  private static final Set<String> HANDS_ON =
      Set.of(
          "share",
          "shared_future",
          "packaged_task",
          "promise",
          "current_exception",
          "exception_ptr",
          "uncaught_exceptions");

  /// Words by which a parent hears of a child, or may.
  private static final Set<String> HEARS =
      Set.of(
          "WIFEXITED",
          "WEXITSTATUS",
          "WIFSIGNALED",
          "WTERMSIG",
          "WCOREDUMP",
          "waitid",
          "wait3",
          "wait4",
          "SIGCHLD",
          "signal",
          "sigaction",
          "signalfd",
          "pidfd_open",
          "pipe",
          "pipe2",
          "socketpair",
          "socket",
          "mkfifo",
          "eventfd",
          "dup2",
          "freopen",
          "mmap",
          "shmget",
          "shm_open",
          "sem_open");

  /// Calls that wait for a child that are looked at, and tokens of what one is given.
  private static final int MOST_WAITS = 100;

  private static final int LONGEST_GIVEN = 100;

  private static final Set<String> NOTHING = Set.of("nullptr", "NULL", "0");

  private final List<Edits> texts;

  /// @param sources the program's files
  Unasked(Collection<String> sources) {
    texts = sources.stream().map(source -> new Edits(Spelling.CPP, source)).toList();
  }

  /// Whether nobody asks what came of a task: nothing gets it.
  boolean tasks() {
    return any(Set.of("async"))
        && !any(HANDS_ON)
        && texts.stream()
            .noneMatch(text ->
                IntStream.range(0, text.tokens.size())
                    .anyMatch(at -> text.is(at, "get") && !text.is(at + 1, "<")));
  }

  /// Whether nobody asks how a child ended: the status of one that is waited for is not taken, or
  /// never read.
  boolean children() {
    return any(Set.of("fork")) && !any(HEARS) && texts.stream().allMatch(Unasked::readsNoStatus);
  }

  /// Whether a line, from 1, asserts what does not hold as it is written: it shows a failure.
  boolean shows(int line) {
    return texts.stream()
        .anyMatch(text ->
            IntStream.range(0, text.tokens.size())
                .filter(at -> text.tokens.get(at).line() == line)
                .filter(at -> text.is(at, "assert") && text.is(at + 1, "("))
                .anyMatch(at ->
                    IntStream.range(at + 2, text.partner(at + 1))
                        .allMatch(given -> !text.word(given) || text.is(given, "false"))));
  }

  private static boolean readsNoStatus(Edits text) {
    int waited = 0;
    for (int i = 0; i < text.tokens.size(); i++) {
      boolean waits = (text.is(i, "wait") || text.is(i, "waitpid")) && text.is(i + 1, "(");
      if (!waits) {
        continue;
      }
      waited++;
      int status = i + 2;
      if (text.is(i, "waitpid")) {
        while (status - i < LONGEST_GIVEN && !text.is(status, ",")) {
          status++;
        }
        status++;
      }
      boolean taken = text.is(status, "&") && text.word(status + 1);
      boolean known =
          taken
              ? isNeverRead(text, text.tokens.get(status + 1).text())
              : status < text.tokens.size() && NOTHING.contains(text.tokens.get(status).text());
      if (!known || waited > MOST_WAITS) {
        return false;
      }
    }
    return true;
  }

  /// Whether a variable is only declared, and filled.
  private static boolean isNeverRead(Edits text, String name) {
    return IntStream.range(0, text.tokens.size())
        .filter(at -> text.is(at, name))
        .allMatch(at ->
            text.is(at - 1, "int")
                || (text.is(at - 1, "&") && (text.is(at - 2, "(") || text.is(at - 2, ","))));
  }

  private boolean any(Set<String> words) {
    return texts.stream()
        .anyMatch(text -> text.tokens.stream().anyMatch(token -> words.contains(token.text())));
  }
}
