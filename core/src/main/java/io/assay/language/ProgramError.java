package io.assay.language;

import java.util.OptionalInt;

/// The error that a program or its compiler reported, as structured as the language gives it.
///
/// @param name the kind of error: `ZeroDivisionError`, `error[E0308]`, `panic`; never empty
/// @param message what it says; may be empty
/// @param traceback the report as printed: traceback, stack trace, or the compiler's first
///   diagnostic
/// @param file the program's own file nearest to the error, relative to the sandbox's home where it
///   is in it; empty if not known
/// @param line the line in that file, from 1
/// @param column the column, from 1, where the language gives it
public record ProgramError(
    String name,
    String message,
    String traceback,
    String file,
    OptionalInt line,
    OptionalInt column) {}
