package io.assay.language;

import io.assay.Command;
import java.util.Optional;

/// The commands that run a program.
///
/// @param compile makes what `run` runs; empty for a language that has no such step
/// @param run runs the program
public record Steps(Optional<Command> compile, Command run) {}
