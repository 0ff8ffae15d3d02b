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
/// @param stays starts a compiler that can make one artefact after the other, of programs of which
///   it executes nothing. It is told, a line each on its standard input, in hexadecimal digits of
///   UTF-8, the arguments of a `compile`, between which there are zeros. Where nothing is to be
///   said of that program, it answers with the nanoseconds of processor time that it took, and the
///   path of each file that it made, in hexadecimal digits too; else with nothing. An empty line
///   has it leave nothing of the program and of what it made, and answer with nothing. Each answer
///   ends with the line `end`
public record Steps(
    Optional<Command> compile,
    Command run,
    Optional<Ahead> ahead,
    Optional<Made> artefact,
    Optional<Command> stays) {
  /// Steps of which none can be taken ahead.
  public Steps(Optional<Command> compile, Command run) {
    this(compile, run, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Steps of which one can be taken ahead.
  public Steps(Optional<Command> compile, Command run, Optional<Ahead> ahead) {
    this(compile, run, ahead, Optional.empty(), Optional.empty());
  }

  /// The same, with the file that they make.
  Steps making(String file) {
    return new Steps(compile, run, ahead, Optional.of(new Made(file, false)), stays);
  }

  /// The same, with a compiler that stays.
  Steps staying(Command starts) {
    return new Steps(compile, run, ahead, artefact, Optional.of(starts));
  }

  /// The same, with the folder into which they put all that they make.
  Steps makingIn(String folder) {
    return new Steps(compile, run, ahead, Optional.of(new Made(folder, true)), stays);
  }
}
