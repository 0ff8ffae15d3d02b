package io.assay.language;

import io.assay.Ahead;
import io.assay.Command;
import java.util.Optional;

/// The commands that run a program.
///
/// @param compile makes what `run` runs; empty for a language that has no such step
/// @param run runs the program
/// @param ahead what may be started before the program is there, to do the first of them
/// @param artefact what `compile` makes, where that is all that it makes and depends on nothing but
///   the command, the program's files and the template
public record Steps(
    Optional<Command> compile, Command run, Optional<Ahead> ahead, Optional<Made> artefact) {
  /// Steps of which none can be taken ahead.
  public Steps(Optional<Command> compile, Command run) {
    this(compile, run, Optional.empty(), Optional.empty());
  }

  /// Steps of which one can be taken ahead.
  public Steps(Optional<Command> compile, Command run, Optional<Ahead> ahead) {
    this(compile, run, ahead, Optional.empty());
  }

  /// The same, with the file that they make.
  Steps making(String file) {
    return new Steps(compile, run, ahead, Optional.of(new Made(file, false)));
  }

  /// The same, with the folder into which they put all that they make.
  Steps makingIn(String folder) {
    return new Steps(compile, run, ahead, Optional.of(new Made(folder, true)));
  }
}
