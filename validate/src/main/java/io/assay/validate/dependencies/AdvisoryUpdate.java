package io.assay.validate.dependencies;

import io.assay.Reason;
import io.assay.SandboxException;
import java.io.BufferedWriter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Brings public data about packages here: OSV's exports, of which those about malicious packages
/// are the OpenSSF's. No registry is asked about a name.
///
/// @param advisories where they are kept
/// @param progress told what is going on, a line at a time
public record AdvisoryUpdate(Advisories advisories, Consumer<String> progress) {
  /// Where OSV publishes its exports (https://google.github.io/osv.dev/data/).
  public static final String SOURCE = "https://osv-vulnerabilities.storage.googleapis.com";

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LONGEST_ARCHIVE = 4L << 30;
  private static final long LONGEST_ADVISORY = 32L << 20;
  private static final int MOST_ADVISORIES = 3_000_000;
  private static final long MOST_CHARACTERS = 512L << 20;

  /// Replaces what is here of an ecosystem; if that fails, it stays as it was.
  ///
  /// @param source an address or a folder below which lies `ECOSYSTEM/all.zip`, as OSV has it
  /// @throws SandboxException blaming the host if nobody answers there, the caller if it cannot be
  ///   had, or is not what it should be
  public Advisories.Held update(Ecosystem ecosystem, String source) throws InterruptedException {
    try {
      Files.createDirectories(advisories.folder());
      Path archive = Files.createTempFile(advisories.folder(), "fetched", ".zip");
      Path fresh = Files.createTempFile(advisories.folder(), "fresh", ".txt");
      try {
        progress.accept("fetching the advisories about %s".formatted(ecosystem.word()));
        fetch(source + "/" + ecosystem.word() + "/all.zip", archive);
        progress.accept("reading the advisories about %s".formatted(ecosystem.word()));
        write(ecosystem, read(archive, ecosystem), source, fresh);
        Files.move(fresh, advisories.file(ecosystem), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(archive);
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      String message =
          "the advisories about %s cannot be brought from '%s': %s; what was here before is kept"
              .formatted(
                  ecosystem.word(),
                  source,
                  e instanceof ConnectException ? "nobody answers there" : Reason.of(e));
      throw e instanceof ConnectException || e instanceof HttpTimeoutException
          ? SandboxException.host(message, e)
          : SandboxException.caller(message);
    }
    return advisories.held(ecosystem).orElseThrow();
  }

  private static void fetch(String from, Path to) throws IOException, InterruptedException {
    if (!from.matches("https?://.*")) {
      Files.copy(Path.of(from), to, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    HttpRequest request;
    try {
      request = HttpRequest.newBuilder(URI.create(from)).timeout(PATIENCE).build();
    } catch (IllegalArgumentException e) {
      throw new IOException("it is no address: " + e.getMessage(), e);
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(30))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = new Bounded(response.body(), LONGEST_ARCHIVE)) {
        if (response.statusCode() != 200) {
          throw new IOException("the server answers with status " + response.statusCode());
        }
        Files.copy(body, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static List<String> read(Path archive, Ecosystem ecosystem) throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    long characters = 0;
    int unread = 0;
    int count = 0;
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.isDirectory() || !entry.getName().endsWith(".json")) {
          continue;
        }
        if (++count > MOST_ADVISORIES || characters > MOST_CHARACTERS) {
          throw new IOException("it holds more than advisories can be");
        }
        try (InputStream json = new Bounded(zip.getInputStream(entry), LONGEST_ADVISORY)) {
          for (Advisory advisory : Osv.read(json, ecosystem)) {
            String line = advisory.line();
            characters += lines.add(line) ? line.length() : 0;
          }
        } catch (IOException e) {
          unread++;
        }
      }
    }
    if (lines.isEmpty()) {
      throw new IOException(
          "no advisory about %s is in it (%d files, %d not readable)"
              .formatted(ecosystem.word(), count, unread));
    }
    return new ArrayList<>(lines);
  }

  private static void write(Ecosystem ecosystem, List<String> lines, String source, Path to)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      String place = source.replaceAll("[\\t\\n\\r]", " ") + "/" + ecosystem.word() + "/all.zip";
      out.write(
          String.join("\t", "#", today.toString(), place, String.valueOf(lines.size())) + "\n");
      for (String line : lines) {
        out.write(line + "\n");
      }
    }
  }

  /// A stream that fails where it is longer than it may be.
  private static final class Bounded extends FilterInputStream {
    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      return count(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      return count(read, read);
    }

    private int count(int read, long bytes) throws IOException {
      left -= Math.max(0, bytes);
      if (left < 0) {
        throw new IOException("it is too long");
      }
      return read;
    }
  }
}
