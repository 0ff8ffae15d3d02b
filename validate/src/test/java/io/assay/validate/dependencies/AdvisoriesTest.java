package io.assay.validate.dependencies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import io.assay.SandboxException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AdvisoriesTest {
  @TempDir private Path state;
  @TempDir private Path source;

  private final List<String> progress = new ArrayList<>();

  private Advisories.Held update(Ecosystem ecosystem, String from) throws InterruptedException {
    return updating().update(ecosystem, from);
  }

  private AdvisoryUpdate updating() {
    return new AdvisoryUpdate(Advisories.in(state), Duration.ofSeconds(10), progress::add);
  }

  private List<String> ids(String name) {
    return Advisories.in(state).about(Ecosystem.PYPI, List.of(name)).stream()
        .map(Advisory::id)
        .toList();
  }

  @Test
  void everyPackageIsFoundAndNoOther() throws Exception {
    List<String> names = IntStream.range(0, 1000).mapToObj(i -> "p" + i * 7).toList();
    Exports.write(
        source,
        Ecosystem.PYPI,
        names.stream()
            .map(it -> Exports.advisory("ID-" + it, Ecosystem.PYPI, it, Exports.range("0", "")))
            .toArray(String[]::new));

    Advisories.Held held = update(Ecosystem.PYPI, source.toString());

    assertThat(held.count()).isEqualTo(1000);
    assertThat(held.source()).isEqualTo(source + "/PyPI/all.zip");
    for (String name : names) {
      assertThat(ids(name)).containsExactly("ID-" + name);
    }
    assertThat(Stream.of("", "a", "p", "p1", "p6993x", "p69930", "z"))
        .allMatch(name -> ids(name).isEmpty());
  }

  @Test
  void whatIsWithdrawnOfAnotherPlaceOrSaysNothingIsLeftOut() throws Exception {
    Exports.write(
        source,
        Ecosystem.PYPI,
        Exports.advisory("ID-1", Ecosystem.PYPI, "a", Exports.range("0", "")),
        Exports.advisory("ID-2", Ecosystem.PYPI, "b", "\"x\": 1"),
        Exports.advisory("ID-3", Ecosystem.NPM, "c", Exports.range("0", "")),
        Exports.advisory("ID-4", Ecosystem.PYPI, "d", Exports.range("0", ""))
            .replace("\"details\"", "\"withdrawn\": \"2026-01-02T00:00:00Z\", \"details\""),
        Exports.advisory("ID-5", Ecosystem.PYPI, "two words\\ttab", Exports.range("0", "")),
        "[".repeat(100_000),
        "no json");

    assertThat(update(Ecosystem.PYPI, source.toString()).count()).isEqualTo(1);
    assertThat(progress).last().isEqualTo("2 of 7 advisories are not readable, and left out");
    assertThat(ids("a")).containsExactly("ID-1");
  }

  @Test
  void advisoriesAreFetchedFromAServer() throws Exception {
    Exports.write(
        source,
        Ecosystem.PYPI,
        Exports.advisory("ID-1", Ecosystem.PYPI, "A_Package", Exports.range("0", "")));
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            source.toRealPath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      update(Ecosystem.PYPI, address);
      assertThat(ids("a-package")).containsExactly("ID-1");
      assertThatThrownBy(() -> update(Ecosystem.NPM, address))
          .isInstanceOf(SandboxException.class)
          .hasMessage(
              "the advisories about npm cannot be brought from '%s/npm/all.zip': no such file or folder; what was here before is kept"
                  .formatted(address));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatWasHereIsKeptWhereAnUpdateFails() throws Exception {
    Exports.write(
        source,
        Ecosystem.PYPI,
        Exports.advisory("ID-1", Ecosystem.PYPI, "a", Exports.range("0", "")));
    update(Ecosystem.PYPI, source.toString());
    List<String> failures = new ArrayList<>();
    Path archive = source.resolve("PyPI/all.zip");
    for (byte[] bytes : List.of(new byte[0], "no archive".getBytes(UTF_8), half(archive))) {
      Files.write(archive, bytes);
      assertThatThrownBy(() -> update(Ecosystem.PYPI, source.toString()))
          .isInstanceOf(SandboxException.class)
          .satisfies(e -> failures.add(String.valueOf(e.getMessage())));
    }
    assertThatThrownBy(() -> update(Ecosystem.PYPI, "http://127.0.0.1:1"))
        .isInstanceOf(SandboxException.class);

    assertThat(failures).hasSize(3).allMatch(it -> it.endsWith("what was here before is kept"));
    assertThat(ids("a")).containsExactly("ID-1");
    try (Stream<Path> left = Files.list(state.resolve("advisories"))) {
      assertThat(left.map(it -> it.getFileName().toString())).containsExactly("PyPI");
    }
  }

  @Test
  void anAdvisoryThatUnpacksToMoreThanAnyNeedsIsLeftOut() throws Exception {
    String large =
        Exports.advisory("ID-1", Ecosystem.PYPI, "a", Exports.range("0", ""))
            .replace("\"details\"", "\"filler\": \"" + " ".repeat(33 << 20) + "\", \"details\"");
    Exports.write(
        source,
        Ecosystem.PYPI,
        large,
        Exports.advisory("ID-2", Ecosystem.PYPI, "b", Exports.range("0", "")));

    assertThat(update(Ecosystem.PYPI, source.toString()).count()).isEqualTo(1);
    assertThat(ids("b")).containsExactly("ID-2");
  }

  private Advisory only(Ecosystem ecosystem, String affected) throws Exception {
    Exports.write(source, ecosystem, Exports.advisory("ID-1", ecosystem, "a", affected));
    update(ecosystem, source.toString());
    return Advisories.in(state).about(ecosystem, List.of("a")).getFirst();
  }

  @Test
  void versionsBesideRangesAreMeantToo() throws Exception {
    Advisory advisory =
        only(
            Ecosystem.NPM,
            """
            "versions": ["0.9.1", "2.0.1", "2.0.2", "3.7.0"],
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "2.0.0"}, {"fixed": "2.1.0"}]}]
            """);

    assertThat(advisory.versions()).containsExactly("0.9.1", "3.7.0");
    assertThat(Stream.of("0.9.1", "2.0.0", "2.0.2", "3.7.0")).allMatch(advisory::isAbout);
    assertThat(Stream.of("0.9.0", "2.1.0", "3.7.1")).noneMatch(advisory::isAbout);
  }

  @Test
  void eventsComeInAnyOrder() throws Exception {
    Advisory advisory =
        only(
            Ecosystem.PYPI,
            """
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.16.0"}, {"fixed": "2.16.3"},
              {"fixed": "2.15.9"}, {"introduced": "2.15.0"}, {"introduced": "0"}, {"last_affected": "2.14.4"},
              {"fixed": "2.16.4"}]}]
            """);

    assertThat(Stream.of("1.0", "2.14.4", "2.15.0", "2.16.2")).allMatch(advisory::isAbout);
    assertThat(Stream.of("2.14.5", "2.15.9", "2.16.3", "3")).noneMatch(advisory::isAbout);
  }

  @Test
  void theEndThatGitHubTellsBesideARangeIsOne() throws Exception {
    String range =
        """
        "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}],
        "database_specific": {"source": "x", "last_known_affected_version_range": "%s"}
        """;
    Advisory below = only(Ecosystem.NPM, range.formatted("< 0.20.2"));
    Advisory atMost = only(Ecosystem.NPM, range.formatted("<= 0.20.2"));
    Advisory unknown = only(Ecosystem.NPM, range.formatted("= 0.20.2, or < 1..2"));

    assertThat(Stream.of("0.20.1", "0.20.2", "0.20.3"))
        .map(below::isAbout)
        .containsExactly(true, false, false);
    assertThat(Stream.of("0.20.1", "0.20.2", "0.20.3"))
        .map(atMost::isAbout)
        .containsExactly(true, true, false);
    assertThat(unknown.isAboutAll()).isTrue();
  }

  @Test
  void thatNobodyLooksAfterACrateIsNoVulnerability() throws Exception {
    String range =
        """
        "database_specific": {"categories": [], "cvss": null, "informational": %s},
        "ranges": [{"type": "SEMVER", "events": [{"introduced": "0.0.0-0"}]}], "versions": []
        """;
    Exports.write(
        source,
        Ecosystem.CRATES,
        Exports.advisory(
            "RUSTSEC-1", Ecosystem.CRATES, "paste", range.formatted("\"unmaintained\"")),
        Exports.advisory(
            "RUSTSEC-2", Ecosystem.CRATES, "sound_less", range.formatted("\"unsound\"")),
        Exports.advisory("RUSTSEC-3", Ecosystem.CRATES, "bad", range.formatted("null")));

    assertThat(update(Ecosystem.CRATES, source.toString()).count()).isEqualTo(2);
    assertThat(Advisories.in(state).about(Ecosystem.CRATES, List.of("paste", "sound-less", "bad")))
        .extracting(Advisory::id)
        .containsExactly("RUSTSEC-2", "RUSTSEC-3");
    assertThat(Advisories.in(state).about(Ecosystem.CRATES, List.of("bad")))
        .allMatch(Advisory::isAboutAll);
  }

  @Test
  void anAdvisoryOfManyVersionsAndRangesIsReadInTime() throws Exception {
    String versions =
        IntStream.range(0, 30_000)
            .mapToObj(i -> "\"9." + i + "\"")
            .collect(Collectors.joining(","));
    String events =
        IntStream.range(0, 30_000)
            .mapToObj(i -> "{\"introduced\": \"%1$d.1\"}, {\"fixed\": \"%1$d.2\"}".formatted(i))
            .collect(Collectors.joining(","));

    assertThat(
            only(
                    Ecosystem.PYPI,
                    "\"versions\": [%s], \"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": [%s]}]"
                        .formatted(versions, events))
                .ranges())
        .hasSize(30_000);
  }

  private static byte[] half(Path file) throws Exception {
    byte[] all = Files.readAllBytes(file);
    return Arrays.copyOf(all, all.length / 2);
  }

  @Test
  void versionsAreMatched() {
    Advisory advisory = Advisory.of("a\tID-1\t0.5 0.6\t1.0..1.4.. 2.0....2.2").orElseThrow();

    assertThat(Stream.of("0.5", "1.0", "1.3.9", "2.0", "2.2")).allMatch(advisory::isAbout);
    assertThat(Stream.of("0.4", "0.7", "1.4", "1.5", "2.3", "1.0rc1")).noneMatch(advisory::isAbout);
    assertThat(advisory.isAboutAll()).isFalse();
    assertThat(advisory.fixedBehind("1.2")).hasValue("1.4");
  }
}
