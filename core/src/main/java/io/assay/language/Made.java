package io.assay.language;

/// What a compile step makes.
///
/// @param path in the sandbox, absolute
/// @param folder whether it is all that is in a folder; else it is one file
public record Made(String path, boolean folder) {}
