package io.assay.validate;

/// One thing that must come of running a program.
public sealed interface Expected {
  /// What it prints.
  record Stdout(Match match) implements Expected {}

  /// What is in a file that it leaves.
  ///
  /// @param path relative to the home, or absolute
  record File(String path, Match match) implements Expected {}

  /// The status it ends with, in place of 0.
  record Exit(int status) implements Expected {}
}
