package io.assay.cli;

import io.assay.Assay;
import io.assay.Recipe;

/// The option of every command that runs programs, by which they run in a template.
final class Templated {
  private final Words.Value<String> template;

  Templated(Words words) {
    template =
        words.text(
            "NAME|FOLDER",
            "Python with packages: one of Assay's own (python-data, iris), or a folder with a"
                + " template.toml (docs/templates.md). It is made on first use.",
            "--template");
  }

  /// The engine to run programs on, for whoever is done to close.
  Assay assay(Console console) throws InterruptedException {
    if (template.get().isEmpty()) {
      return console.assay();
    }
    Recipe recipe = Recipes.named(template.get().get(), console.directory());
    Assay assay = console.assay();
    boolean made = false;
    try {
      Assay templated = assay.with(recipe);
      made = true;
      return templated;
    } finally {
      if (!made) {
        assay.close();
      }
    }
  }
}
