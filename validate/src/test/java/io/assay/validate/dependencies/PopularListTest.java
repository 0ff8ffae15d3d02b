package io.assay.validate.dependencies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.assay.Blame;
import io.assay.SandboxException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Lists of popular packages, from a server that is honest, broken or hostile.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PopularListTest {
  /// The answer to a question for the names of packages.
  private static final String LIST = "[\"Flask_Login\",\"zope.interface\",\"requests\"]";

  @TempDir private Path state;

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    on("/list", exchange -> answer(exchange, LIST.getBytes(UTF_8)));
    on("/elsewhere", exchange -> redirect(exchange, "/list"));
    on("/loop", exchange -> redirect(exchange, "/loop"));
    on(
        "/broken",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    on(
        "/page",
        exchange -> answer(exchange, "<!DOCTYPE html><title>Sign in</title>".getBytes(UTF_8)));
    on("/object", exchange -> answer(exchange, "{\"rows\": [\"a\"]}".getBytes(UTF_8)));
    on("/records", exchange -> answer(exchange, "[{\"name\": \"a\"}]".getBytes(UTF_8)));
    on("/two", exchange -> answer(exchange, (LIST + LIST).getBytes(UTF_8)));
    on("/none", exchange -> answer(exchange, "[]".getBytes(UTF_8)));
    on("/cut", exchange -> answer(exchange, LIST.substring(0, 20).getBytes(UTF_8)));
    on("/deep", exchange -> answer(exchange, "[".repeat(1_000_000).getBytes(UTF_8)));
    on(
        "/lost",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(LIST.getBytes(UTF_8));
          exchange.getResponseBody().flush();
          exchange.getHttpContext().getServer().stop(0);
        });
    on(
        "/stalled",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('[');
          exchange.getResponseBody().flush();
          // It is left open.
        });
    on(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] names = "\"a\",".repeat(16_384).getBytes(UTF_8);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write('[');
            for (int i = 0; i < 1_000_000; i++) {
              body.write(names);
            }
          }
        });
    on(
        "/packed",
        exchange -> {
          ByteArrayOutputStream packed = new ByteArrayOutputStream();
          try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(("[\"" + " ".repeat(20 << 20)).getBytes(UTF_8));
          }
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          answer(exchange, packed.toByteArray());
        });
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private interface Answering {
    void to(HttpExchange exchange) throws IOException;
  }

  private void on(String path, Answering answering) {
    server.createContext(path, answering::to);
  }

  private static void answer(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private boolean update(String path) throws InterruptedException {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    Duration patience = Duration.ofSeconds(path.equals("/stalled") ? 2 : 60);
    return new AdvisoryUpdate(Advisories.in(state), patience, _ -> {})
        .updatePopular(Ecosystem.PYPI, address)
        .isPresent();
  }

  @Test
  void namesAreKeptInTheirOneSpelling() throws Exception {
    assertThat(update("/elsewhere")).isTrue();

    assertThat(Advisories.in(state).popular(Ecosystem.PYPI))
        .containsExactlyInAnyOrder("flask-login", "zope-interface", "requests");
    assertThat(Advisories.in(state).popular(Ecosystem.NPM)).isEmpty();
    assertThat(Advisories.in(state).heldPopular(Ecosystem.PYPI).orElseThrow().count()).isEqualTo(3);
    assertThat(Advisories.in(state).identity()).contains("/elsewhere");
  }

  @ParameterizedTest
  @CsvSource({
    "/loop, CALLER, status 302",
    "/broken, CALLER, status 500",
    "/page, CALLER, it is no JSON",
    "/object, CALLER, it is no list of names",
    "/records, CALLER, it is no list of names",
    "/two, CALLER, something stands behind the list of names",
    "/none, CALLER, no name is in it",
    "/cut, CALLER, it is no JSON",
    "/deep, CALLER, it is no list of names",
    "/lost, CALLER, ''",
    "/stalled, HOST, it takes longer than 2 s",
    "/endless, CALLER, ''",
    "/packed, CALLER, it is no JSON",
  })
  void whatIsHereIsKeptWhereAnotherCannotBeHad(String path, Blame blame, String why)
      throws Exception {
    update("/list");

    assertThatThrownBy(() -> update(path))
        .isInstanceOfSatisfying(SandboxException.class, e -> assertThat(e.blame()).isEqualTo(blame))
        .hasMessageContaining(
            "the popular packages of PyPI cannot be brought from 'http://127.0.0.1:")
        .hasMessageContaining(why)
        .hasMessageEndingWith("; what was here before is kept");

    assertThat(Advisories.in(state).popular(Ecosystem.PYPI)).hasSize(3);
    try (Stream<Path> left = Files.list(state.resolve("advisories"))) {
      assertThat(left.map(it -> it.getFileName().toString())).containsExactly("popular-PyPI");
    }
  }

  @Test
  void thereMayBeNone() throws Exception {
    update("/list");

    assertThat(update("/nothing")).isFalse();
    assertThat(Advisories.in(state).popular(Ecosystem.PYPI)).hasSize(3);
  }

  @Test
  void aListIsReadOnceUntilAnotherTakesItsPlace() throws Exception {
    Advisories advisories = Advisories.in(state);
    assertThat(Popular.of(Ecosystem.PYPI, advisories).known()).doesNotContain("quite-one");
    on("/one", exchange -> answer(exchange, "[\"quite-one\"]".getBytes(UTF_8)));
    update("/one");

    Popular first = Popular.of(Ecosystem.PYPI, advisories);

    assertThat(first.known()).contains("quite-one");
    assertThat(Popular.of(Ecosystem.PYPI, advisories)).isSameAs(first);
    on("/other", exchange -> answer(exchange, "[\"quite-another\"]".getBytes(UTF_8)));
    update("/other");
    assertThat(Popular.of(Ecosystem.PYPI, advisories).known())
        .contains("quite-another")
        .doesNotContain("quite-one");
  }

  @Test
  void ofALongListTheFirstAreTaken() throws Exception {
    Path list = state.resolve("list.json");
    Files.writeString(
        list,
        IntStream.range(0, 50_000)
            .mapToObj(i -> "\"p" + i + "\"")
            .collect(Collectors.joining(",\r\n", "\uFEFF[", "]\r\n")));

    new AdvisoryUpdate(Advisories.in(state), Duration.ofSeconds(5), _ -> {})
        .updatePopular(Ecosystem.NPM, list.toString());

    assertThat(Advisories.in(state).popular(Ecosystem.NPM))
        .hasSize(10_000)
        .startsWith("p0", "p1")
        .endsWith("p9999");
  }

  @ParameterizedTest
  @EnumSource
  void everyEcosystemHasAList(Ecosystem ecosystem) {
    assertThat(PopularList.source(ecosystem)).startsWith("https://packages.ecosyste.ms/");
    assertThat(PopularList.isSource(PopularList.source(ecosystem))).isTrue();
    assertThat(List.copyOf(ecosystem.wellKnown())).isNotEmpty();
  }
}
