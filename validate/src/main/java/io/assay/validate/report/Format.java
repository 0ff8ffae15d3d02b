package io.assay.validate.report;

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

  /// Writes all of it as one document, in UTF-8, and leaves `out` open.
  void write(Conclusion conclusion, OutputStream out) throws IOException;
}
