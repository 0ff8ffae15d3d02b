package io.assay.validate.report;

import io.assay.validate.Finding;
import io.assay.validate.Report;
import java.util.List;

/// What a command has to say in the end.
///
/// @param version of Assay, which says it
/// @param exitStatus with which the command exits
/// @param reports on what was judged
/// @param notRun what is told of code on which there is no report, since it was not run: its place
///   and the reason
public record Conclusion(
    String version, int exitStatus, List<Report> reports, List<Finding> notRun) {
  /// Copies the lists.
  public Conclusion {
    reports = List.copyOf(reports);
    notRun = List.copyOf(notRun);
  }
}
