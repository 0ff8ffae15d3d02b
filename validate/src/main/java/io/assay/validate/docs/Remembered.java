package io.assay.validate.docs;

import io.assay.Assay;
import io.assay.Limits;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.validate.Report;
import io.assay.validate.cache.KeptReports;
import io.assay.validate.cache.Key;
import io.assay.validate.docs.Plan.Group;
import io.assay.validate.docs.SnippetReport.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What snippets came to before, by all that they depend on: their code and what is asked of it,
/// what stands beside them, their place in their document, limits, and the tools of all languages.
final class Remembered {
  private final KeptReports reports;
  private final Limits limits;

  /// The digests of the templates there are.
  private final String tools;

  Remembered(Assay assay, Limits limits) throws InterruptedException {
    this.reports = KeptReports.of(assay);
    this.limits = limits;
    StringBuilder digests = new StringBuilder();
    for (Language language : Language.ALL) {
      if (assay.discover(language) instanceof Discovery.Found) {
        digests.append(assay.template(List.of(language)).digest()).append('\n');
      }
    }
    this.tools = digests.toString();
  }

  /// The reports of a group's snippets, if all of them are known.
  Optional<List<SnippetReport>> of(Group group) {
    String key = key(group);
    List<SnippetReport> known = new ArrayList<>();
    for (int i = 0; i < group.snippets().size(); i++) {
      Optional<Report> report = reports.find(key + "-" + i);
      if (report.isEmpty() || report.get().judgements().size() != 1) {
        return Optional.empty();
      }
      Block block = group.snippets().get(i).block();
      known.add(
          new SnippetReport(
              group.document().name(),
              block.line(),
              block.label(),
              new Judged(
                  report.get().judgements().getFirst().verdict(), report.get().took(), true)));
    }
    return Optional.of(known);
  }

  /// Keeps them, if all of them were tried, and what they came to lasts.
  void keep(Group group, List<SnippetReport> told) {
    List<Report> all =
        told.stream().flatMap(it -> it.report().stream()).filter(KeptReports::isLasting).toList();
    if (all.size() != group.snippets().size()) {
      return;
    }
    String key = key(group);
    for (int i = 0; i < all.size(); i++) {
      reports.keep(key + "-" + i, all.get(i));
    }
  }

  private String key(Group group) {
    Key key = new Key().with("docs").with(limits).with(tools).with(group.document().name());
    key.with(group.surroundings().link());
    group.surroundings().files().forEach((name, text) -> key.with(name).with(text));
    key.with(group.files().size());
    group.files().forEach((name, text) -> key.with(name).with(text));
    for (Snippet snippet : group.snippets()) {
      // Whether a line is part of a secret, others around it say.
      shown(snippet).forEach(line -> key.with(group.document().shown(line)));
      key.with(snippet.manner().getClass().getName())
          .with(snippet.block().toString())
          .with(snippet.directive().toString())
          .with(snippet.code().toString())
          .with(snippet.expected().toString());
    }
    return key.digest();
  }

  /// The document's lines that findings may show.
  private static IntStream shown(Snippet snippet) {
    return Stream.of(
            Stream.of(snippet.block().line()),
            snippet.code().stream().map(Line::number),
            snippet.expected().stream().flatMap(it -> it.lines().stream()).map(Line::number))
        .flatMap(lines -> lines)
        .mapToInt(Integer::intValue);
  }
}
