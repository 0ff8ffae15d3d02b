package io.assay.bench;

/// One measured run.
///
/// @param wallNanos from the request to the last byte of output and the end
/// @param cpuNanos processor time of what was started; 0 where the run does not know it
/// @param peakBytes the most memory, of the largest process or, in a sandbox, of all of it
/// @param stdout what it printed
record Sample(long wallNanos, long cpuNanos, long peakBytes, String stdout) {}
