package io.assay.validate;

import java.util.OptionalInt;

/// One complaint.
///
/// @param rule what kind it is, stable over versions: the gate, a slash, the kind in lower case
///   with hyphens, such as `imports/unknown-module`
/// @param file the file it is about, relative to the change's root; empty if it is about no single
///   file
/// @param line the line, from 1
/// @param column the column, from 1, counted in characters
/// @param message what is wrong, in one line, with the value
/// @param suggestion what to try next; empty if nothing is known to help
public record Finding(
    String rule,
    String file,
    OptionalInt line,
    OptionalInt column,
    String message,
    String suggestion) {}
