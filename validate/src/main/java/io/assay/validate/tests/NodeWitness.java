package io.assay.validate.tests;

import io.assay.Bytes;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.validate.honesty.Watch;
import io.assay.validate.reading.Desk;
import io.assay.validate.reading.Resources;
import java.util.List;

/// What sees, in each process in which Node.js runs tests, by what else than by being right they
/// pass.
final class NodeWitness {
  /// What is loaded before all else.
  static final String SCRIPT = Sandbox.BUILD + "/tests.cjs";

  /// What it writes.
  static final String RECORD = Sandbox.BUILD + "/record";

  /// What names the files that hold tests: more of them than a variable of the environment could.
  private static final String TESTS = Sandbox.BUILD + "/assay-tests";

  private static final Program.Content CODE = Resources.of(NodeWitness.class, "tests.cjs");
  private static final Program.Content EXPECTS = Resources.of(NodeWitness.class, "expects.cjs");
  private static final Program.Content WITNESS = Resources.of(Watch.class, "witness.cjs");

  private NodeWitness() {}

  /// Puts it where it is loaded from.
  ///
  /// @param tests the files that hold tests
  static void on(Desk desk, List<String> tests) throws InterruptedException {
    desk.put(SCRIPT, CODE);
    desk.put(Sandbox.BUILD + "/expects.cjs", EXPECTS);
    desk.put(Sandbox.BUILD + "/witness.cjs", WITNESS);
    desk.put(TESTS, new Program.Content.Text(Bytes.of(String.join("\0", tests))));
  }
}
