package io.assay.validate;

import io.assay.validate.errors.Category;
import io.assay.validate.packages.Providers;
import io.assay.validate.reading.Import;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Is every module that it asks for there, in the template or among its own files?
final class ImportsGate implements Gate {
  @Override
  public String name() {
    return "imports";
  }

  @Override
  public Verdict judge(Examination examination) throws InterruptedException {
    List<Finding> missing = new ArrayList<>();
    List<Finding> doubtful = new ArrayList<>();
    Optional<Providers> providers = Providers.of(examination.change().language());
    for (Import one : examination.reading().imports()) {
      Optional<Finding> finding = complaint(one, providers);
      finding.ifPresent((one.optional() ? doubtful : missing)::add);
    }
    return Verdict.of(missing, doubtful);
  }

  private static Optional<Finding> complaint(Import one, Optional<Providers> providers) {
    return switch (one.origin()) {
      case STANDARD, INSTALLED, OWN -> Optional.empty();
      case NO_SUCH_PART ->
          Optional.of(
              found(one, "imports/unknown-part", "there is no '%s' in the package that is there"));
      case MISSING -> Optional.of(missing(one, providers));
    };
  }

  private static Finding missing(Import one, Optional<Providers> providers) {
    Optional<String> provider = providers.flatMap(known -> known.packageOf(one.module()));
    if (provider.isPresent()) {
      return found(one, "imports/not-installed", "'%s' is not installed in this template")
          .suggesting("it comes with the package " + provider.get());
    }
    Finding finding = found(one, "imports/unknown-module", "there is no module '%s' here");
    List<String> near =
        one.near().isEmpty()
            ? providers.map(known -> known.near(one.module())).orElse(List.of())
            : List.of(one.near());
    return near.isEmpty() || one.module().startsWith(".")
        ? finding.suggesting("nothing is known to provide it; the name may be made up")
        : finding.suggesting("did you mean '" + near.getFirst() + "'?");
  }

  private static Finding found(Import one, String rule, String message) {
    return Finding.of(rule, message.formatted(one.module()))
        .at(one.file(), one.line(), one.column())
        .in(Category.IMPORT);
  }
}
