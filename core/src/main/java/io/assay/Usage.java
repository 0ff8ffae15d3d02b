package io.assay;

import java.time.Duration;

/// What the sandbox consumed between the start and the end of one execution.
///
/// @param cpu processor time, user and system, of all processes of the sandbox
/// @param wall wall-clock time
/// @param peakMemoryBytes the most memory held at one time by the sandbox, file cache included
///   where the kernel counts it; without cgroups the largest sum that was sampled; 0 where a
///   compiler stays from one program to the next
/// @param outputBytes bytes written to stdout and stderr, what was held back included
public record Usage(Duration cpu, Duration wall, long peakMemoryBytes, long outputBytes) {}
