package io.assay.validate;

import io.assay.validate.errors.Analysis;
import java.util.List;

/// Does it parse? Nothing of it is executed to find out.
final class SyntaxGate implements Gate {
  @Override
  public String name() {
    return "syntax";
  }

  @Override
  public Verdict judge(Examination examination) throws InterruptedException {
    List<Finding> errors =
        examination.reading().errors().stream()
            .map(error -> error.explained(analysis(error, examination)))
            .toList();
    boolean empty = examination.sources().values().stream().allMatch(String::isBlank);
    return Verdict.of(
        errors, empty ? List.of(Finding.of("syntax/empty", "there is nothing in it")) : List.of());
  }

  private static Analysis analysis(Finding error, Examination examination) {
    return Analysis.ofSyntax(
        examination.change().language(), error.message(), examination.text(error.file()));
  }
}
