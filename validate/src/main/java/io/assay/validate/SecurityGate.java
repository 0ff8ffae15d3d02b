package io.assay.validate;

import io.assay.language.Language;
import io.assay.validate.reading.NodeModules;
import java.util.List;

/// Does it tell secrets, or do what others say? Nothing of it is executed to find out, and nothing
/// is rejected for it: code may be right in spite of it.
final class SecurityGate implements Gate {
  @Override
  public String name() {
    return "security";
  }

  @Override
  public Verdict judge(Examination examination) {
    Language language = examination.change().language();
    Warnings warnings = new Warnings();
    for (String file : examination.change().program().files().sequencedKeySet()) {
      if (NodeModules.has(file)) {
        continue;
      }
      boolean isSource = examination.sources().containsKey(file);
      if (isSource && examination.change().isTooLong(file)) {
        warnings.leave(
            "'%s' was not looked at: it is longer than %d MiB"
                .formatted(file, Change.LONGEST >> 20));
      }
      String text = examination.text(file);
      List<Finding> dangers = isSource ? Warnings.dangers(language, file, text) : List.of();
      if (!warnings.look(file, text, dangers)) {
        break;
      }
    }
    return new Verdict.Accepted(warnings.all());
  }
}
