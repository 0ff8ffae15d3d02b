package io.assay.validate;

import java.time.Duration;

/// One gate's verdict.
///
/// @param gate the gate's name
/// @param verdict what it came to
/// @param took how long that took
/// @param idle why there was nothing for it to judge; empty if there was something
public record Judgement(String gate, Verdict verdict, Duration took, String idle) {
  /// The verdict of a gate that had something to judge.
  public Judgement(String gate, Verdict verdict, Duration took) {
    this(gate, verdict, took, "");
  }
}
