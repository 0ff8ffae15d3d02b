package io.assay.validate.docs;

import io.assay.Assay;
import io.assay.Limits;
import io.assay.Recipe;
import io.assay.SandboxException;
import io.assay.validate.docs.Plan.Group;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The trials of one check: one for each template that snippets are written for. Its documents have
/// one owner.
final class Trials implements AutoCloseable {
  private final Documentation documentation;
  private final Assay assay;
  private final Optional<Corrections> corrections;
  private final boolean remembers;
  private final Trial usual;
  private final Map<Place, Tried> known = new HashMap<>();

  /// A template's name in a document's folder.
  private record Place(Path folder, String name) {}

  /// What became of looking for it: where it is tried, or why it cannot be.
  private record Tried(Optional<Trial> trial, Optional<SandboxException> failure) {}

  /// @param corrections what is to be written where a document shows something else than is
  ///   printed; empty where that is only told
  /// @param remembers whether what snippets came to before counts
  Trials(Documentation documentation, Optional<Corrections> corrections, boolean remembers)
      throws InterruptedException {
    this.documentation = documentation;
    this.corrections = corrections;
    this.remembers = remembers;
    this.assay = documentation.assay().forOneOwner();
    this.usual = on(assay);
  }

  private Trial on(Assay assay) throws InterruptedException {
    Limits limits = documentation.limits();
    Optional<Remembered> remembered =
        remembers ? Optional.of(new Remembered(assay, limits)) : Optional.empty();
    return new Trial(assay, limits, corrections, remembered);
  }

  /// Where a group is to be tried; the first that asks for a template has it made.
  ///
  /// @throws SandboxException if its template cannot be made; that is tried once
  synchronized Trial of(Group group) throws InterruptedException {
    Path folder = Path.of(group.document().name()).toAbsolutePath().resolveSibling("");
    for (Snippet snippet : group.snippets()) {
      if (snippet.directive().template().isEmpty()) {
        continue;
      }
      Place place = new Place(folder, snippet.directive().template().get());
      Tried tried = known.get(place);
      if (tried == null) {
        tried = tried(place);
        known.put(place, tried);
      }
      if (tried.failure().isPresent()) {
        throw tried.failure().get();
      }
      if (tried.trial().isPresent()) {
        return tried.trial().get();
      }
    }
    return usual;
  }

  @Override
  public void close() {
    assay.close();
  }

  private Tried tried(Place place) throws InterruptedException {
    try {
      Optional<Recipe> recipe = documentation.templates().named(place.name(), place.folder());
      return new Tried(
          recipe.isEmpty() ? Optional.empty() : Optional.of(on(assay.with(recipe.get()))),
          Optional.empty());
    } catch (SandboxException e) {
      return new Tried(Optional.empty(), Optional.of(e));
    }
  }
}
