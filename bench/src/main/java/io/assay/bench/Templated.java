package io.assay.bench;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Recipe;
import io.assay.SandboxException;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// A template that comes with Assay, beside its own interpreter in no sandbox.
final class Templated implements AutoCloseable {
  private final Workshop workshop;
  private final Library library;
  private final Toolchain tools;
  private final Starter warm;
  private final Way forked;

  /// Makes it, where it is not made yet.
  Templated(Workshop workshop, String name) throws IOException, InterruptedException {
    this.workshop = workshop;
    Recipe recipe = recipe(name, workshop.template(name));
    // Not closed: that would close the workshop's.
    Assay assay = workshop.assay().with(recipe);
    library = new Library(assay);
    tools =
        switch (assay.discover(Language.PYTHON)) {
          case Discovery.Found(Toolchain found) -> found;
          case Discovery.Missing(String what, String _) -> throw SandboxException.host(what, null);
        };
    warm = workshop.starter(tools, recipe.preload());
    forked = Way.bare("bare fork of one as warm", warm::fork);
  }

  private static Recipe recipe(String name, Path folder) throws IOException {
    JsonNode all = new TomlMapper().readTree(Files.readString(folder.resolve("template.toml")));
    SortedMap<String, Bytes> files = new TreeMap<>();
    for (String file : texts(all, "files")) {
      files.put(file, Bytes.copyOf(Files.readAllBytes(folder.resolve(file))));
    }
    return new Recipe(
        name,
        Files.readString(folder.resolve(all.path("requirements").asString())),
        files,
        all.path("make").asString(""),
        texts(all, "made"),
        texts(all, "preload"));
  }

  private static List<String> texts(JsonNode table, String name) {
    List<String> texts = new ArrayList<>();
    table.path(name).forEach(element -> texts.add(element.asString()));
    return texts;
  }

  /// The rows of a program of `bench/programs/` that uses what is preloaded.
  List<String> measure(Comparison comparison, String label, String name)
      throws IOException, InterruptedException {
    return comparison.measure(
        label,
        workshop.program(name),
        List.of(
            workshop.bare(Language.PYTHON, tools),
            forked,
            new Way(
                "library, nothing started",
                file -> library.runCold(Language.PYTHON, tools, file),
                true),
            library.way(Language.PYTHON)),
        Optional.of(workshop.program("witness.py")));
  }

  /// The stages of the same program.
  List<String> stages(Stages stages, String label, String name)
      throws IOException, InterruptedException {
    return stages.measure(
        label, workshop.program(name), List.of(forked, library.way(Language.PYTHON)));
  }

  @Override
  public void close() {
    warm.close();
  }
}
