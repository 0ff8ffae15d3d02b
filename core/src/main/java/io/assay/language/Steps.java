package io.assay.language;

import io.assay.Ahead;
import io.assay.Command;
import java.util.Optional;

/// The commands that run a program.
///
/// @param compile makes what `run` runs; empty for a language that has no such step
/// @param run runs the program
/// @param ahead what may be started before the program is there, to do the first of them
/// @param artefact the file that `compile` makes, where that is all that it makes and depends on
///   nothing but the command, the program's files and the template
public record Steps(
    Optional<Command> compile, Command run, Optional<Ahead> ahead, Optional<String> artefact) {
  /// Steps of which none can be taken ahead.
  public Steps(Optional<Command> compile, Command run) {
    this(compile, run, Optional.empty(), Optional.empty());
  }

  /// Steps of which one can be taken ahead.
  public Steps(Optional<Command> compile, Command run, Optional<Ahead> ahead) {
    this(compile, run, ahead, Optional.empty());
  }

  /// The same, with what they make.
  Steps making(String file) {
    return new Steps(compile, run, ahead, Optional.of(file));
  }
}
