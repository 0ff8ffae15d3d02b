package io.assay;

/// A piece of stdout or stderr, in the order in which that stream wrote it. Two streams have no
/// common order.
///
/// @param stream which of the two
/// @param bytes the bytes, exactly as written
public record Output(Stream stream, Bytes bytes) {
  /// The two output streams of a program.
  public enum Stream {
    STDOUT,
    STDERR
  }
}
