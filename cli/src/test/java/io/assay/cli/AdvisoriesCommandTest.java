package io.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.cli.Command.Ended;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `assay advisories`, as it is called.
@Timeout(600)
class AdvisoriesCommandTest {
  private static final String ADVISORY =
      """
      {"id": "MAL-2024-1", "affected": [{"package": {"ecosystem": "PyPI", "name": "reqeusts"},
       "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}
      """;

  @TempDir private Path folder;

  private Ended assay(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder = Command.of(words).directory(folder.toFile());
    builder.environment().put("ASSAY_HOME", folder.resolve("state").toString());
    return Command.ended(builder);
  }

  @Test
  void whatIsBroughtIsKnownAndUsed() throws Exception {
    Path export = Files.createDirectories(folder.resolve("osv/PyPI")).resolve("all.zip");
    try (OutputStream file = Files.newOutputStream(export);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("MAL-2024-1.json"));
      zip.write(ADVISORY.getBytes(StandardCharsets.UTF_8));
    }
    Files.writeString(folder.resolve("osv/PyPI/popular.json"), "[\"rare-package\"]");
    Files.createDirectory(folder.resolve("program"));
    Files.writeString(folder.resolve("program/main.py"), "print(1)\n");
    Files.writeString(folder.resolve("program/requirements.txt"), "reqeusts\nrare_package\n");

    Ended before = assay("validate", "program");
    Ended update = assay("advisories", "update", "pypi", "--from", "osv");
    Ended known = assay("advisories");
    Ended after = assay("validate", "program");

    assertThat(before.status()).isEqualTo(2);
    assertThat(before.text()).contains("'assay advisories update' brings public data");
    assertThat(update.status()).as(update.stderr()).isZero();
    assertThat(update.stderr()).contains("fetching the advisories about PyPI");
    assertThat(known.text())
        .containsPattern(
            "PyPI +1 advisories of \\d{4}-\\d\\d-\\d\\d, from .*all.zip \\(by source: CC-BY")
        .containsPattern("PyPI +1 popular packages of \\d{4}-\\d\\d-\\d\\d, from .*popular.json")
        .containsPattern("PyPI +\\d{3} well-known packages of 2026-.*Apache-2.0")
        .containsPattern("npm +no advisories");
    assertThat(after.status()).isEqualTo(1);
    assertThat(after.text())
        .contains("'reqeusts' is known to be malicious: MAL-2024-1")
        .contains("did you mean 'requests'?")
        .doesNotContain("rare");
    assertThat(assay("advisories", "update", "npm", "--from", "osv").status()).isEqualTo(64);
    Files.delete(folder.resolve("osv/PyPI/popular.json"));
    Ended without = assay("advisories", "update", "pypi", "--from", "osv");
    assertThat(without.status()).isZero();
    assertThat(without.stderr()).contains("no popular packages of PyPI at ");
  }

  @Test
  void whatCannotBeBroughtIsTold() throws Exception {
    Ended nowhere = assay("advisories", "update", "PyPI", "--from", "nothing");
    Ended unknown = assay("advisories", "update", "Pypy");

    assertThat(nowhere.status()).isEqualTo(64);
    assertThat(nowhere.stderr())
        .contains("cannot be brought from")
        .contains(": no such file or folder; what was here before is kept");
    assertThat(unknown.status()).isEqualTo(64);
    assertThat(unknown.stderr())
        .contains("'Pypy' is no ecosystem; known: PyPI, npm, Go, crates.io, Maven");
  }

  @Test
  void thatNobodyAnswersIsNoFaultOfTheCallers() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    Ended ended = assay("advisories", "update", "PyPI", "--from", "http://127.0.0.1:" + port);

    assertThat(ended.stderr()).contains(": nobody answers there; what was here before is kept");
    assertThat(ended.status()).isEqualTo(123);
  }
}
