package io.assay.validate;

import io.assay.validate.dependencies.Dependencies;

/// Are the packages that it asks for meant, known, and not known to do harm?
final class DependenciesGate implements Gate {
  @Override
  public String name() {
    return "dependencies";
  }

  @Override
  public Verdict judge(Examination examination) throws InterruptedException {
    return Dependencies.of(examination).verdict();
  }
}
