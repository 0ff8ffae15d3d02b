package io.assay.validate.docs;

import io.assay.Assay;
import io.assay.Limits;
import io.assay.Recipe;
import io.assay.validate.docs.Plan.Group;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The trials of one check: one for each template that snippets are written for.
final class Trials {
  private final Documentation documentation;
  private final Optional<Corrections> corrections;
  private final boolean remembers;
  private final Trial usual;
  private final Map<Recipe, Trial> others = new HashMap<>();

  /// @param corrections what is to be written where a document shows something else than is
  ///   printed; empty where that is only told
  /// @param remembers whether what snippets came to before counts
  Trials(Documentation documentation, Optional<Corrections> corrections, boolean remembers)
      throws InterruptedException {
    this.documentation = documentation;
    this.corrections = corrections;
    this.remembers = remembers;
    this.usual = on(documentation.assay());
  }

  private Trial on(Assay assay) throws InterruptedException {
    Limits limits = documentation.limits();
    Optional<Remembered> remembered =
        remembers ? Optional.of(new Remembered(assay, limits)) : Optional.empty();
    return new Trial(assay, limits, corrections, remembered);
  }

  /// Where a group is to be tried; the first that asks for a template has it made.
  ///
  /// @throws io.assay.SandboxException if its template cannot be made
  synchronized Trial of(Group group) throws InterruptedException {
    Path document = Path.of(group.document().name()).toAbsolutePath();
    Optional<Recipe> recipe =
        group.snippets().stream()
            .flatMap(snippet -> snippet.directive().template().stream())
            .flatMap(
                name -> documentation.templates().named(name, document.resolveSibling("")).stream())
            .findFirst();
    if (recipe.isEmpty()) {
      return usual;
    }
    Trial known = others.get(recipe.get());
    if (known == null) {
      known = on(documentation.assay().with(recipe.get()));
      others.put(recipe.get(), known);
    }
    return known;
  }
}
