package io.assay.validate.report;

import io.assay.validate.Finding;
import io.assay.validate.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A way to write reports down.
public interface Format {
  /// Every format for programs, in the order in which they are listed to people.
  List<Format> ALL =
      List.of(
          new JsonFormat(),
          new SarifFormat(),
          new JunitFormat(),
          new GithubFormat(),
          new MarkdownFormat());

  /// The name used by `--format`.
  String name();

  /// Writes all of `reports` as one document, in UTF-8, and leaves `out` open.
  ///
  /// @param notRun what is told of code on which there is no report, since it was not run: its
  ///   place and the reason
  void write(List<Report> reports, List<Finding> notRun, OutputStream out) throws IOException;
}
