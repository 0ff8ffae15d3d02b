package io.assay.validate;

import io.assay.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Does it print what is expected? A change of which nothing is expected passes.
final class OutputGate implements Gate {
  @Override
  public String name() {
    return "output";
  }

  @Override
  public Verdict judge(Examination examination) throws InterruptedException {
    List<Finding> wrong = new ArrayList<>();
    for (Expected expected : examination.change().expected()) {
      if (expected instanceof Expected.Stdout(Match match)) {
        Optional<StepResult> ran = examination.run().run();
        if (ran.isEmpty()) {
          return new Verdict.Undecided("it did not compile, so it printed nothing");
        }
        if (ran.get().truncated()) {
          return new Verdict.Undecided("it printed more than the output limit lets through");
        }
        String difference = match.difference(ran.get().stdout().text());
        if (!difference.isEmpty()) {
          wrong.add(Finding.of("output/stdout", "stdout is not what was expected: " + difference));
        }
      }
    }
    return Verdict.of(wrong, List.of());
  }
}
