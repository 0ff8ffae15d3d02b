package io.assay.validate;

import io.assay.language.Language;
import io.assay.validate.errors.Category;
import io.assay.validate.packages.Providers;
import io.assay.validate.reading.Import;
import io.assay.validate.reading.Import.Origin;
import io.assay.validate.reading.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
    Language language = examination.change().language();
    Optional<Providers> providers = Providers.of(language);
    Reader reader = Reader.of(language);
    for (Import one : examination.reading().imports()) {
      Optional<Finding> finding =
          complaint(one, providers, reader)
              .map(it ->
                  ending(one, examination)
                      .map(found ->
                          it.suggesting("in an ES module the path has its ending: '" + found + "'"))
                      .orElse(it));
      finding.ifPresent((one.optional() ? doubtful : missing)::add);
    }
    return Verdict.of(missing, doubtful);
  }

  /// The path of a file of the program that is asked for without its ending, as CommonJS allows it.
  private static Optional<String> ending(Import one, Examination examination) {
    Path from = Path.of(one.file());
    return one.origin() != Origin.MISSING || !one.module().startsWith(".")
        ? Optional.empty()
        : Stream.of(".js", ".mjs", ".cjs", "/index.js")
            .map(end -> one.module() + end)
            .filter(path ->
                examination
                    .change()
                    .program()
                    .files()
                    .containsKey(from.resolveSibling(path).normalize().toString()))
            .findFirst();
  }

  private static Optional<Finding> complaint(
      Import one, Optional<Providers> providers, Reader reader) {
    return switch (one.origin()) {
      case STANDARD, INSTALLED, OWN -> Optional.empty();
      case NO_SUCH_PART ->
          Optional.of(
              found(one, "imports/unknown-part", "there is no '%s' in the package that is there"));
      case MISSING -> Optional.of(missing(one, providers, reader));
    };
  }

  private static Finding missing(Import one, Optional<Providers> providers, Reader reader) {
    Optional<String> provider = providers.flatMap(known -> known.packageOf(one.module()));
    if (provider.isPresent()) {
      String way = providers.flatMap(known -> known.wayTo(provider.get())).orElse("");
      return found(one, "imports/not-installed", "'%s' is not installed in this template")
          .suggesting("it comes with the package %s\n%s".formatted(provider.get(), way).strip());
    }
    Finding finding = found(one, "imports/unknown-module", "there is no module '%s' here");
    List<String> near =
        one.near().isEmpty()
            ? providers
                .filter(_ -> !one.module().startsWith("."))
                .map(known -> known.near(one.module()))
                .orElse(List.of())
            : List.of(one.near());
    if (near.isEmpty() && providers.filter(known -> known.isOwn(one.module())).isPresent()) {
      return finding.suggesting(
          "the language has it, in a later version than the one here, or on other systems: do without it");
    }
    String meant = near.isEmpty() ? "" : "did you mean '" + near.getFirst() + "'?";
    Optional<String> own = reader.fileOf(one.module());
    if (own.isEmpty() || (!near.isEmpty() && beginsAlike(one.module(), near.getFirst()))) {
      return finding.suggesting(
          near.isEmpty() ? "nothing is known to provide it; the name may be made up" : meant);
    }
    String give = "give %s too".formatted(own.get());
    return finding.suggesting(
        one.module().startsWith(".")
            ? (give + "\n" + meant).strip()
            : near.isEmpty()
                ? give + " if it is a file of yours; nothing else is known to provide it"
                : give + " if it is a file of yours\n" + meant);
  }

  /// Whether the first letter is the same: a slip there is rare.
  private static boolean beginsAlike(String name, String other) {
    return !name.startsWith(".") && name.regionMatches(true, 0, other, 0, 1);
  }

  private static Finding found(Import one, String rule, String message) {
    return Finding.of(rule, message.formatted(one.module()))
        .at(one.file(), one.line(), one.column())
        .in(Category.IMPORT);
  }
}
