package io.assay.validate;

import java.util.List;

/// Does it parse? Nothing of it is executed to find out.
final class SyntaxGate implements Gate {
  @Override
  public String name() {
    return "syntax";
  }

  @Override
  public Verdict judge(Examination examination) throws InterruptedException {
    return Verdict.of(examination.reading().errors(), List.of());
  }
}
