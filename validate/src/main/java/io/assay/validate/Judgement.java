package io.assay.validate;

import java.time.Duration;

/// One gate's verdict.
///
/// @param gate the gate's name
/// @param verdict what it came to
/// @param took how long that took
public record Judgement(String gate, Verdict verdict, Duration took) {}
