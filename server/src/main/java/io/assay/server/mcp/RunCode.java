package io.assay.server.mcp;

import io.assay.Assay;
import io.assay.Run;
import io.assay.RunResult;
import java.io.ByteArrayInputStream;
import java.util.Set;

/// Runs a program in a fresh sandbox.
record RunCode(Assay assay) implements Tool {
  @Override
  public String name() {
    return "run_code";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) throws InterruptedException {
    Submission submission = Submission.of(arguments);
    progress.doing("preparing");
    RunResult result =
        assay.run(
            new Run(
                submission.language(),
                submission.program(),
                submission.limits(),
                Set.of(),
                new ByteArrayInputStream(submission.stdin().toArray()),
                progress));
    return RunAccount.of(result, submission.limits());
  }
}
