package io.assay.cli;

import io.assay.Blame;
import io.assay.Outcome;
import io.assay.RunResult;

/// The exit statuses of `assay`. A program may return any of them too: the JSON document is what
/// tells them apart.
final class Exit {
  static final int SUCCESS = 0;
  static final int USAGE = 64;
  static final int LIMIT = 120;
  static final int CANCELLED = 121;
  static final int HOST = 123;
  static final int OUR_FAULT = 125;

  /// Signal `n` is `SIGNAL + n`, as shells have it.
  static final int SIGNAL = 128;

  /// Whoever read our output has gone: what a shell shows for a program that SIGPIPE ended.
  static final int READER_LEFT = SIGNAL + 13;

  private Exit() {}

  /// That of the program, or of the compiler that refused it.
  static int of(RunResult result) {
    Outcome.End end = result.last().outcome().end();
    // Before a switch over types, which is linked when it is first used: most end like this.
    if (end instanceof Outcome.Exited(int code)) {
      return code;
    }
    return switch (end) {
      case Outcome.Exited(int code) -> code;
      case Outcome.Signalled(int signal) -> SIGNAL + signal;
      case Outcome.LimitReached _ -> LIMIT;
      case Outcome.Cancelled _ -> CANCELLED;
    };
  }

  /// That of our own failure. A host that has no room now cannot either: the JSON document tells
  /// the two apart.
  static int of(Blame blame) {
    return switch (blame) {
      case CALLER -> USAGE;
      case CAPACITY, HOST -> HOST;
      case US -> OUR_FAULT;
    };
  }
}
