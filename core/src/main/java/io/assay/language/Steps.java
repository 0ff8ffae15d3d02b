package io.assay.language;

import io.assay.Ahead;
import io.assay.Command;
import java.util.Optional;

/// The commands that run a program.
///
/// @param compile makes what `run` runs; empty for a language that has no such step
/// @param run runs the program
/// @param ahead what may be started before the program is there, to do the first of them
public record Steps(Optional<Command> compile, Command run, Optional<Ahead> ahead) {
  /// Steps of which none can be taken ahead.
  public Steps(Optional<Command> compile, Command run) {
    this(compile, run, Optional.empty());
  }
}
