package io.assay.server.mcp;

import java.util.Map;

/// What a tool says.
///
/// @param text what a model reads: short, the finding first
/// @param structured the same for programs, as the tool's output schema has it
record Answer(String text, Map<String, Object> structured) {}
