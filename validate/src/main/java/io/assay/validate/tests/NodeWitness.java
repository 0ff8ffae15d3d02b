package io.assay.validate.tests;

import io.assay.Program;
import io.assay.Sandbox;
import io.assay.validate.honesty.Watch;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import java.util.List;
import java.util.stream.Collectors;

/// What sees, in each process in which Node.js runs tests, by what else than by being right they
/// pass.
final class NodeWitness {
  /// What is loaded before all else.
  static final String SCRIPT = Sandbox.BUILD + "/tests.cjs";

  /// What it writes.
  static final String RECORD = Sandbox.BUILD + "/record";

  /// The variable with the files that hold tests.
  static final String TESTS = "ASSAY_TESTS";

  private static final Program.Content CODE = Resources.of(NodeWitness.class, "tests.cjs");
  private static final Program.Content WITNESS = Resources.of(Watch.class, "witness.cjs");

  private NodeWitness() {}

  /// Puts it where it is loaded from.
  static void on(Desk desk) throws InterruptedException {
    desk.put(SCRIPT, CODE);
    desk.put(Sandbox.BUILD + "/witness.cjs", WITNESS);
  }

  /// Files, as a list of JSON.
  static String list(List<String> files) {
    return files.stream()
        .map(it -> '"' + it.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }
}
