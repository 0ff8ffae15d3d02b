package io.assay.validate.dependencies;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes exports as OSV publishes them.
final class Exports {
  private Exports() {}

  /// An advisory.
  ///
  /// @param affected what stands in `affected` behind the package
  static String advisory(String id, Ecosystem ecosystem, String name, String affected) {
    return """
    {"schema_version": "1.7.3", "id": "%s", "modified": "2026-01-01T00:00:00Z", "details": {"a": [1]},
     "affected": [{"package": {"name": "%s", "ecosystem": "%s", "purl": "pkg:x"}, %s}]}
    """
        .formatted(id, name, ecosystem.word(), affected);
  }

  /// A range from one version on.
  ///
  /// @param end `"fixed": "1.2"`, or nothing
  static String range(String introduced, String end) {
    return """
    "ranges": [{"type": "GIT", "repo": "x", "events": [{"introduced": "0"}]},
      {"type": "ECOSYSTEM", "events": [{"introduced": "%s"}%s]}]
    """
        .formatted(introduced, end.isEmpty() ? "" : ", {" + end + "}");
  }

  static void write(Path folder, Ecosystem ecosystem, String... advisories) throws IOException {
    Path place = Files.createDirectories(folder.resolve(ecosystem.word()));
    try (OutputStream file = Files.newOutputStream(place.resolve("all.zip"));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (int i = 0; i < advisories.length; i++) {
        zip.putNextEntry(new ZipEntry("../../a" + i + ".json"));
        zip.write(advisories[i].getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
