package io.assay.acceptance.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// What lies around a sandbox for an attack to reach: a caller with a home and secrets, and
/// somebody who listens on the host. And the look at the host afterwards.
final class Surroundings implements AutoCloseable {
  /// What a sandbox that has ended may still need to be gone.
  private static final long PATIENCE_MS = 5000;

  /// Where something could be left.
  private static final List<Path> PLACES =
      Stream.of(
              "/tmp",
              "/var/tmp",
              "/dev/shm",
              "/dev",
              "/usr/bin",
              "/etc",
              "/",
              "/root",
              "/home",
              "/run",
              ".")
          .map(Path::of)
          .toList();

  /// What one of the attacks tries to set.
  private static final List<Path> SETTINGS =
      Stream.of("core_pattern", "modprobe", "hostname", "randomize_va_space", "sysrq")
          .map(name -> Path.of("/proc/sys/kernel", name))
          .filter(Files::isReadable)
          .toList();

  /// What processes left that were killed elsewhere: one of ours may get the same number.
  private final Set<Path> before = Set.copyOf(allGroups("assay-"));

  private final Path home;
  private final String secret = "secret-" + UUID.randomUUID();
  private final String abstractName = "assay-attacked-" + UUID.randomUUID();
  private final Process listener;
  private final BufferedReader visitors;
  private final String port;
  private final Map<Path, String> settings = new TreeMap<>();

  private Surroundings(Path home) throws IOException {
    this.home = home;
    Files.writeString(home.resolve("secret.txt"), secret);
    Files.createDirectory(home.resolve(".ssh"));
    Files.writeString(home.resolve(".ssh/id_ed25519"), secret);
    // Whatever protects the home, it is not its mode.
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    listener =
        new ProcessBuilder(
                "python3", Product.file("programs/listener.py").toString(), abstractName, socket())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    visitors =
        new BufferedReader(
            new InputStreamReader(listener.getInputStream(), StandardCharsets.UTF_8));
    port = String.valueOf(visitors.readLine());
    SETTINGS.forEach(setting -> settings.put(setting, Product.read(setting)));
  }

  static Surroundings around(Path home) {
    try {
      return new Surroundings(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String socket() {
    return home.resolve("listener").toString();
  }

  /// The file with the secret.
  Path secretFile() {
    return home.resolve("secret.txt");
  }

  /// What an attack is told, by its environment.
  Map<String, String> hints(String token) {
    return Map.of(
        "ATTACK_TOKEN", token,
        "ATTACK_HOME", home.toString(),
        "ATTACK_PORT", port,
        "ATTACK_ABSTRACT", abstractName,
        "ATTACK_SOCKET", socket());
  }

  /// The environment of a caller who has secrets in it, too.
  Map<String, String> callersEnvironment() {
    Map<String, String> environment = new TreeMap<>(Product.environment());
    environment.put("AWS_SECRET_ACCESS_KEY", secret);
    environment.put("ASSAY_TEST_SECRET", secret);
    environment.put("CALLERS_PASSWORD", secret);
    return environment;
  }

  /// Looks at the host after a start of the product, in which an attack had `token` in its command
  /// line and in the names of what it left.
  void assertUntouched(Ended ended, String token) {
    String engine = "assay-" + ended.pid() + "-";

    assertUntouched(ended.stdout().text() + ended.stderr(), token);
    await(() -> processes(engine).isEmpty() && groups(engine).isEmpty());
    assertThat(processes(engine)).as("processes left").isEmpty();
    assertThat(groups(engine)).as("control groups left").isEmpty();
    assertThat(files(engine)).as("files left").isEmpty();
    assertThat(Product.read(Path.of("/proc/self/mountinfo"))).doesNotContain(engine);
  }

  /// Looks at the host after an attack that said `said`, its engine going on.
  void assertUntouched(String said, String token) {
    assertThat(said).as("what came out").doesNotContain(secret);
    await(() -> processes(token).isEmpty());
    assertThat(processes(token)).as("processes left").isEmpty();
    assertThat(files(token)).as("files left").isEmpty();
    assertThat(Product.read(Path.of("/proc/self/mountinfo"))).doesNotContain(token);
    assertThat(Product.entries(home).stream().map(it -> home.relativize(it).toString()))
        .as("the caller's home")
        .containsExactly(".ssh", "listener", "secret.txt");
    assertThat(Product.read(secretFile())).isEqualTo(secret);
    settings.forEach(
        (setting, value) -> assertThat(Product.read(setting)).as("%s", setting).isEqualTo(value));
    assertNobodyCame();
  }

  private synchronized void assertNobodyCame() {
    List<String> came = new ArrayList<>();
    try {
      while (visitors.ready()) {
        came.add(String.valueOf(visitors.readLine()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(listener.isAlive()).isTrue();
    assertThat(came).as("who reached the host").isEmpty();
  }

  /// Living processes with `mark` in their command line or control group: the dead that nobody has
  /// reaped yet do not count.
  private static List<String> processes(String mark) {
    List<String> found = new ArrayList<>();
    for (Path process : Product.entries(Path.of("/proc"))) {
      if (!String.valueOf(process.getFileName()).matches("[0-9]+")) {
        continue;
      }
      try {
        String line = Files.readString(process.resolve("cmdline")).replace('\0', ' ');
        String group = Files.readString(process.resolve("cgroup"));
        if (line.contains(mark) || group.contains(mark)) {
          found.add(process + " " + line);
        }
      } catch (IOException gone) {
        // It ended while we looked, or is not ours to look at: then it is not of our sandbox.
        assertThat(gone).isNotNull();
      }
    }
    return found;
  }

  private List<Path> groups(String engine) {
    return allGroups(engine).stream().filter(group -> !before.contains(group)).toList();
  }

  private static List<Path> allGroups(String part) {
    return named(Path.of("/sys/fs/cgroup"), 6, part);
  }

  private static List<Path> files(String mark) {
    List<Path> found = new ArrayList<>();
    for (Path place : PLACES) {
      if (Files.isReadable(place)) {
        found.addAll(named(place, 1, mark));
      }
    }
    found.addAll(named(Path.of(Product.environment().getOrDefault("ASSAY_HOME", ".")), 4, mark));
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    if (runtime != null && Files.isReadable(Path.of(runtime))) {
      found.addAll(named(Path.of(runtime), 1, mark));
    }
    return found;
  }

  /// What lies at most `depth` folders below `top` and has `part` in its name.
  private static List<Path> named(Path top, int depth, String part) {
    List<Path> found = new ArrayList<>();
    for (Path entry : children(top)) {
      if (String.valueOf(entry.getFileName()).contains(part)) {
        found.add(entry);
      }
      if (depth > 1 && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
        found.addAll(named(entry, depth - 1, part));
      }
    }
    return found;
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException | UncheckedIOException goneOrForbidden) {
      // Others' folders come and go, and are not where a sandbox of ours could write.
      return List.of();
    }
  }

  private interface Condition {
    boolean holds();
  }

  private static void await(Condition condition) {
    long deadline = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (!condition.holds() && System.nanoTime() < deadline) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.getOutputStream().close();
      listener.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
