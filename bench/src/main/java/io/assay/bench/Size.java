package io.assay.bench;

/// How much is measured.
///
/// @param fast runs of what takes milliseconds
/// @param slow runs of what takes a good part of a second
/// @param seconds of each turn of a throughput
/// @param crowd sandboxes that are alive at one time
/// @param mixtures turns of a mixture of all languages
record Size(int fast, int slow, int seconds, int crowd, int mixtures) {
  static final Size FULL = new Size(300, 21, 5, 1000, 5);

  /// For a look; a p99 of so few is nearly their maximum.
  static final Size QUICK = new Size(40, 5, 1, 100, 1);
}
