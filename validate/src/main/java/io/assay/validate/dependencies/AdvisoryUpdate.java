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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Brings public data about packages here: OSV's exports, of which those about malicious packages
/// are the OpenSSF's, and which packages are popular. No registry is asked about a name.
///
/// @param advisories where they are kept
/// @param patience how long one file may take to be fetched
/// @param progress told what is going on, a line at a time
public record AdvisoryUpdate(Advisories advisories, Duration patience, Consumer<String> progress) {
  /// Where OSV publishes its exports (https://google.github.io/osv.dev/data/).
  public static final String SOURCE = "https://osv-vulnerabilities.storage.googleapis.com";

  private static final long LONGEST_ARCHIVE = 4L << 30;
  private static final long LONGEST_ADVISORY = 32L << 20;
  private static final long MOST_UNPACKED = 32L << 30;
  private static final int MOST_ADVISORIES = 3_000_000;
  private static final long MOST_CHARACTERS = 512L << 20;
  private static final long LONGEST_LIST = 16L << 20;

  /// What is made of a file that was fetched.
  private interface Reading {
    Collection<String> lines(Path fetched) throws IOException;
  }

  /// Replaces the advisories that are here of an ecosystem; if that fails, they stay as they were.
  ///
  /// @param source an address or a folder below which lies `ECOSYSTEM/all.zip`, as OSV has it
  /// @throws SandboxException blaming the host if nobody answers there, the caller if it cannot be
  ///   had, or is not what it should be
  public Advisories.Held update(Ecosystem ecosystem, String source) throws InterruptedException {
    String what = "the advisories about " + ecosystem.word();
    String from = source + "/" + ecosystem.word() + "/all.zip";
    try {
      if (!bring(
          what,
          from,
          LONGEST_ARCHIVE,
          archive -> read(archive, ecosystem),
          advisories.file(ecosystem))) {
        throw new NoSuchFileException(from);
      }
    } catch (IOException e) {
      throw failed(what, from, e);
    }
    return advisories.held(ecosystem).orElseThrow();
  }

  /// Replaces the list of popular packages that is here of an ecosystem; if that fails, it stays as
  /// it was. Empty if there is none at `from`.
  ///
  /// @param from the address or the file of a list in JSON, the most popular first
  /// @throws SandboxException as of [#update]
  public Optional<Advisories.Held> updatePopular(Ecosystem ecosystem, String from)
      throws InterruptedException {
    String what = "the popular packages of " + ecosystem.word();
    try {
      return bring(
              what,
              from,
              LONGEST_LIST,
              list -> PopularList.read(list, ecosystem),
              advisories.popularFile(ecosystem))
          ? advisories.heldPopular(ecosystem)
          : Optional.empty();
    } catch (IOException e) {
      throw failed(what, from, e);
    }
  }

  private static SandboxException failed(String what, String from, IOException e) {
    String message =
        "%s cannot be brought from '%s': %s; what was here before is kept"
            .formatted(
                what, from, e instanceof ConnectException ? "nobody answers there" : Reason.of(e));
    return e instanceof ConnectException || e instanceof HttpTimeoutException
        ? SandboxException.host(message, e)
        : SandboxException.caller(message);
  }

  /// Fetches a file and puts what is made of it in a place, in one step; false if there is none.
  private boolean bring(String what, String from, long most, Reading reading, Path place)
      throws IOException, InterruptedException {
    Files.createDirectories(advisories.folder());
    Path fetched = Files.createTempFile(advisories.folder(), "fetched", "");
    Path fresh = Files.createTempFile(advisories.folder(), "fresh", "");
    try {
      progress.accept("fetching " + what);
      if (!fetch(from, fetched, most)) {
        return false;
      }
      progress.accept("reading " + what);
      write(reading.lines(fetched), from, fresh);
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      Files.deleteIfExists(fetched);
      Files.deleteIfExists(fresh);
    }
  }

  private boolean fetch(String from, Path to, long most) throws IOException, InterruptedException {
    if (!from.matches("https?://.*")) {
      try (InputStream file = new Bounded(Files.newInputStream(Path.of(from)), most)) {
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        return true;
      } catch (NoSuchFileException e) {
        return false;
      }
    }
    HttpRequest request;
    try {
      request = HttpRequest.newBuilder(URI.create(from)).build();
    } catch (IllegalArgumentException e) {
      throw new IOException("it is no address: " + e.getMessage(), e);
    }
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(30))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    // Not the request's own time limit: that is over when the answer begins.
    try {
      CompletableFuture<HttpResponse<Path>> answer =
          client.sendAsync(
              request,
              HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofFile(to), most));
      int status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status != 200 && status != 404) {
        throw new IOException("the server answers with status " + status);
      }
      return status == 200;
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("it takes longer than %d s".formatted(patience.toSeconds()));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } finally {
      client.shutdownNow();
    }
  }

  private Collection<String> read(Path archive, Ecosystem ecosystem) throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    long characters = 0;
    long unpacked = 0;
    int unread = 0;
    int count = 0;
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.isDirectory() || !entry.getName().endsWith(".json")) {
          continue;
        }
        if (++count > MOST_ADVISORIES || characters > MOST_CHARACTERS || unpacked > MOST_UNPACKED) {
          throw new IOException("it holds more than advisories can be");
        }
        Bounded json = new Bounded(zip.getInputStream(entry), LONGEST_ADVISORY);
        try (json) {
          for (Advisory advisory : Osv.read(json, ecosystem)) {
            String line = advisory.line();
            characters += lines.add(line) ? line.length() : 0;
          }
        } catch (IOException e) {
          unread++;
        }
        unpacked += LONGEST_ADVISORY - json.left;
      }
    }
    if (lines.isEmpty()) {
      throw new IOException(
          "no advisory about %s is in it (%d files, %d not readable)"
              .formatted(ecosystem.word(), count, unread));
    }
    if (unread > 0) {
      progress.accept(
          "%d of %d advisories are not readable, and left out".formatted(unread, count));
    }
    return lines;
  }

  private static void write(Collection<String> lines, String from, Path to) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      String place = from.replaceAll("[\\t\\n\\r]", " ");
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
