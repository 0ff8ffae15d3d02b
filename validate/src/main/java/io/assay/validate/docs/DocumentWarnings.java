package io.assay.validate.docs;

import io.assay.language.Language;
import io.assay.validate.Finding;
import io.assay.validate.Warnings;
import io.assay.validate.docs.Directive.Intent;
import io.assay.validate.docs.Plan.Group;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a document is warned of, once each: secrets anywhere in its text, and dangerous calls in
/// the code that it has run or compiled. What it shows to fail is often shown to warn of it.
final class DocumentWarnings {
  private DocumentWarnings() {}

  /// A report on the whole document; empty if there is nothing to warn of.
  static Optional<SnippetReport> of(Document document, List<Group> groups) {
    long start = System.nanoTime();
    List<Finding> dangers = groups.stream().flatMap(group -> dangers(group).stream()).toList();
    Warnings warnings = new Warnings();
    warnings.look(document.name(), String.join("\n", document.lines()), dangers);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return warnings.all().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SnippetReport(
                document.name(), 1, "", new SnippetReport.Warned(warnings.all(), took)));
  }

  private static List<Finding> dangers(Group group) {
    List<Line> code =
        group.snippets().stream()
            .filter(it -> isMeant(it.directive().intent()))
            .flatMap(it -> Exchange.of(it).stream())
            .flatMap(it -> it.typed().stream())
            .toList();
    String name = group.document().name();
    return switch (group.manner()) {
      case Dialect dialect -> dangers(dialect.language(), name, dialect.wrap(code));
      case Session session ->
          session.typed().map(language -> dangers(language, name, code)).orElse(List.of());
    };
  }

  private static boolean isMeant(Intent intent) {
    return switch (intent) {
      case SUCCEED, COMPILE -> true;
      case FAIL, NOT_COMPILE, NOTHING -> false;
    };
  }

  private static List<Finding> dangers(Language language, String name, List<Line> code) {
    List<Finding> all = new ArrayList<>();
    for (Finding finding : Warnings.dangers(language, name, Line.text(code))) {
      Line at = code.get(finding.line().orElseThrow() - 1);
      if (at.number() > 0) {
        all.add(finding.at(name, at.number(), finding.column().orElseThrow() + at.column()));
      }
    }
    return all;
  }
}
