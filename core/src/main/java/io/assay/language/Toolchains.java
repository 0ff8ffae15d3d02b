package io.assay.language;

import io.assay.Reason;
import io.assay.Recipe;
import io.assay.SandboxException;
import io.assay.Template;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The tools of every language on this host. Looking for them takes seconds, so what was found is
/// kept in a file of the state folder with everything the search looked at, and holds until
/// something of that changes. Several threads and processes may use it at once.
public final class Toolchains {
  /// Changes with the meaning of the file, so that another version's is not read.
  private static final int FORMAT = 0xA55A0001;

  /// Bytes before the content: the format, and the content's check sum.
  private static final int HEADER = Integer.BYTES + Long.BYTES;

  /// What tells this build from another one.
  private static final byte[] CODE = code().getBytes(StandardCharsets.UTF_8);

  /// Bytes of a file that is believed to be ours.
  private static final int LARGEST = 64 * 1024 * 1024;

  /// Finds of one language that are kept in memory, each for another environment.
  private static final int MOST_KEPT = 8;

  private final Host host;

  /// Latest first, by language.
  private final Map<String, List<Kept>> kept;

  /// What is used instead of what would be found.
  private final Optional<Toolchain> given;

  public Toolchains(Host host) {
    this(host, new ConcurrentHashMap<>(), Optional.empty());
  }

  private Toolchains(Host host, Map<String, List<Kept>> kept, Optional<Toolchain> given) {
    this.host = host;
    this.kept = kept;
    this.given = given;
  }

  /// The same, looked for by another environment.
  public Toolchains sharedWith(Map<String, String> environment, Consumer<String> progress) {
    return new Toolchains(new Host(environment, host.state(), progress), kept, given);
  }

  /// The same, where Python is what `recipe` says: made now, if it was not before.
  ///
  /// @param trial runs what is executed when it is made
  /// @throws SandboxException if it cannot be made
  public Toolchains with(Recipe recipe, Trial trial) throws InterruptedException {
    Toolchain base = get(Language.PYTHON);
    return new Toolchains(
        host, kept, Optional.of(Environments.of(host.afresh(), base, recipe, trial)));
  }

  /// A language's tools.
  ///
  /// @throws SandboxException if there are none, with the way to get them
  public Toolchain get(Language language) throws InterruptedException {
    Discovery discovery = find(language);
    if (discovery instanceof Discovery.Missing(String what, String remedy)) {
      throw SandboxException.host(
          "cannot run " + language.name() + ": " + what + ". To get it: " + remedy, null);
    }
    return ((Discovery.Found) discovery).toolchain();
  }

  /// What looking for a language's tools found, now or at a time since when nothing changed.
  public Discovery find(Language language) throws InterruptedException {
    if (given.isPresent() && given.get().language().equals(language.name())) {
      return new Discovery.Found(given.get());
    }
    for (Kept known : kept.getOrDefault(language.name(), List.of())) {
      if (known.holds(host)) {
        return new Discovery.Found(known.toolchain());
      }
    }
    Kept written = read(language);
    if (written != null && written.holds(host)) {
      keep(language, written);
      return new Discovery.Found(written.toolchain());
    }
    Host asked = host.afresh();
    Discovery discovery = language.discover(asked);
    // What is missing is looked for again each time: installing it must be enough.
    if (discovery instanceof Discovery.Found(Toolchain toolchain)) {
      Kept found = new Kept(toolchain, asked.variables(), asked.stamps());
      keep(language, found);
      write(language, found);
    }
    return discovery;
  }

  private void keep(Language language, Kept found) {
    kept.merge(
        language.name(),
        List.of(found),
        (known, latest) ->
            Stream.concat(latest.stream(), known.stream()).limit(MOST_KEPT).toList());
  }

  /// What looking for the tools of every language found, in the order of [Language#ALL]. They are
  /// looked for at the same time.
  ///
  /// @param hear is told what was found of each, as it is found, by several threads
  public SequencedMap<Language, Discovery> all(BiConsumer<Language, Discovery> hear)
      throws InterruptedException {
    SequencedMap<Language, Future<Discovery>> begun = new LinkedHashMap<>();
    try (ExecutorService seekers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Language language : Language.ALL) {
        begun.put(
            language,
            seekers.submit(() -> {
              Discovery found = find(language);
              hear.accept(language, found);
              return found;
            }));
      }
      SequencedMap<Language, Discovery> all = new LinkedHashMap<>();
      try {
        for (Map.Entry<Language, Future<Discovery>> one : begun.entrySet()) {
          all.put(one.getKey(), one.getValue().get());
        }
        return all;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SandboxException failure) {
          throw failure;
        }
        throw new IllegalStateException("looking for the tools of the languages", e.getCause());
      } finally {
        seekers.shutdownNow();
      }
    }
  }

  /// A toolchain, and what the search for it looked at.
  private record Kept(
      Toolchain toolchain, SortedMap<String, String> variables, SortedMap<Path, String> stamps) {
    /// Without streams: that of a sorted map makes a class for its order, in every JVM anew.
    boolean holds(Host host) {
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        if (!host.environment().getOrDefault(variable.getKey(), "").equals(variable.getValue())) {
          return false;
        }
      }
      for (Map.Entry<Path, String> stamp : stamps.entrySet()) {
        if (!Host.stamp(stamp.getKey()).equals(stamp.getValue())) {
          return false;
        }
      }
      return true;
    }
  }

  private Path file(Language language) {
    return host.state().resolve("toolchains").resolve(language.name());
  }

  private @Nullable Kept read(Language language) {
    Path file = file(language);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      if (Files.size(file) > LARGEST
          || !Files.getAttribute(file, "unix:uid")
              .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
        return null;
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
      int format = in.readInt();
      long sum = in.readLong();
      if (format != FORMAT || sum != sum(in.readAllBytes())) {
        return null;
      }
      in.reset();
      in.skipNBytes(HEADER);
      Kept found =
          new Kept(
              new Toolchain(
                  text(in),
                  text(in),
                  texts(in),
                  paths(in),
                  paths(in),
                  overlays(in),
                  list(in),
                  texts(in),
                  texts(in)),
              texts(in),
              stamps(in));
      return found.toolchain().language().equals(language.name()) ? found : null;
    } catch (IOException | IllegalArgumentException e) {
      // Half-written, or another program's: as good as none.
      return null;
    }
  }

  private void write(Language language, Kept found) {
    Path file = file(language);
    try {
      byte[] body = encode(found);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(FORMAT);
      out.writeLong(sum(body));
      out.write(body);
      Files.createDirectories(
          file.getParent(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      // createTempFile makes it readable by its owner only.
      Path made = Files.createTempFile(file.getParent(), "." + language.name(), ".new");
      try {
        Files.write(made, bytes.toByteArray());
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(made);
      }
    } catch (IOException e) {
      host.progress()
          .accept(
              "cannot keep what was found of %s in '%s': %s"
                  .formatted(language.name(), host.state(), Reason.of(e)));
    }
  }

  private static byte[] encode(Kept found) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    Toolchain toolchain = found.toolchain();
    put(out, toolchain.language());
    put(out, toolchain.version());
    put(out, toolchain.tools());
    put(out, toolchain.binds());
    put(out, toolchain.masks());
    SortedMap<String, String> overlays = new TreeMap<>();
    toolchain
        .overlays()
        .forEach(overlay -> overlays.put(overlay.target(), overlay.lower().toString()));
    put(out, overlays);
    put(out, toolchain.path());
    put(out, toolchain.environment());
    put(out, toolchain.identity());
    put(out, found.variables());
    SortedMap<String, String> stamps = new TreeMap<>();
    found.stamps().forEach((path, stamp) -> stamps.put(path.toString(), stamp));
    put(out, stamps);
    return bytes.toByteArray();
  }

  /// Of this code as well: another build may look for other tools, and use them in other ways.
  private static long sum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(CODE);
    sum.update(bytes);
    return sum.getValue();
  }

  private static String code() {
    CodeSource source = Toolchains.class.getProtectionDomain().getCodeSource();
    try {
      Path place = Path.of(source.getLocation().toURI());
      if (!Files.isDirectory(place)) {
        return Host.fileIdentity(place);
      }
      String room = Toolchains.class.getPackageName().replace('.', '/');
      try (Stream<Path> classes = Files.list(place.resolve(room))) {
        return classes.sorted().map(Host::fileIdentity).collect(Collectors.joining());
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("this code lies in no file: " + source, e);
    }
  }

  private static void put(DataOutputStream out, String text) throws IOException {
    // Not writeUTF, which ends at 64 KiB.
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void put(DataOutputStream out, List<?> list) throws IOException {
    out.writeInt(list.size());
    for (Object element : list) {
      put(out, element.toString());
    }
  }

  private static void put(DataOutputStream out, Map<String, String> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, String> entry : map.entrySet()) {
      put(out, entry.getKey());
      put(out, entry.getValue());
    }
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a text of " + length + " bytes");
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static List<String> list(DataInputStream in) throws IOException {
    List<String> list = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      list.add(text(in));
    }
    return list;
  }

  private static SortedMap<String, String> texts(DataInputStream in) throws IOException {
    SortedMap<String, String> map = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      map.put(text(in), text(in));
    }
    return map;
  }

  private static List<Path> paths(DataInputStream in) throws IOException {
    return list(in).stream().map(Path::of).toList();
  }

  private static List<Template.Overlay> overlays(DataInputStream in) throws IOException {
    List<Template.Overlay> overlays = new ArrayList<>();
    texts(in).forEach((at, path) -> overlays.add(new Template.Overlay(Path.of(path), at)));
    return overlays;
  }

  private static SortedMap<Path, String> stamps(DataInputStream in) throws IOException {
    SortedMap<Path, String> stamps = new TreeMap<>();
    texts(in).forEach((path, stamp) -> stamps.put(Path.of(path), stamp));
    return stamps;
  }
}
