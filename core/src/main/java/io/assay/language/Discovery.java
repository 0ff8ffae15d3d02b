package io.assay.language;

/// What looking for a language's tools found.
public sealed interface Discovery {
  /// The tools are there.
  record Found(Toolchain toolchain) implements Discovery {}

  /// They are not.
  ///
  /// @param what what is missing or wrong, with the place looked at: "no python3 on PATH"
  /// @param remedy the way to get it: "apt-get install python3"
  record Missing(String what, String remedy) implements Discovery {}
}
