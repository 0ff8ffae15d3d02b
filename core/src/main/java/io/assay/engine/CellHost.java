package io.assay.engine;

import io.assay.SandboxException;
import io.assay.isolation.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32;

/// The cell's host process beside this JVM. It ends when it is told to, and when its standard input
/// does: when this JVM ends, however that happens.
final class CellHost implements AutoCloseable {
  /// The cell is ready in a millisecond; what starts it may take longer.
  private static final Duration START = Duration.ofSeconds(20);

  /// The system property by which a launcher says of which build the jars are.
  private static final String BUILD = "assay.build";

  private static final String PREFIX = "cell-";

  private final HostProcess process;
  private final Folder folder;
  private final List<Path> groups;
  private final Leftovers.Claim claim;

  private CellHost(HostProcess process, Folder folder, List<Path> groups, Leftovers.Claim claim) {
    this.process = process;
    this.folder = folder;
    this.groups = groups;
    this.claim = claim;
  }

  /// Starts the host in `folder`, a private one of its own that it removes at its end.
  ///
  /// @param prefix what the cell is started with, such as `systemd-run`
  /// @param groups control groups to remove at the end
  static CellHost start(Path binary, Folder folder, List<String> prefix, List<Path> groups)
      throws IOException {
    Leftovers.Claim claim = Leftovers.Claim.on(groups);
    try {
      return new CellHost(launch(binary, folder, prefix, groups), folder, groups, claim);
    } catch (IOException | RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  private static HostProcess launch(
      Path binary, Folder folder, List<String> prefix, List<Path> groups) throws IOException {
    List<String> command = new java.util.ArrayList<>(prefix);
    command.addAll(List.of(binary.toString(), "host", folder.path().resolve("host").toString()));
    groups.forEach(group -> command.add(group.toString()));
    HostProcess process = HostProcess.start(command);
    String line;
    try (Watchdog _ = Watchdog.after(START, process::kill)) {
      line = process.firstLine();
    }
    if (!line.equals("ready")) {
      process.kill();
      throw SandboxException.host(
          "the cell did not start: " + command + " said '" + line + "' instead of 'ready'", null);
    }
    return process;
  }

  /// Whether it has ended by itself; waits for the news of it, which a broken connection precedes.
  boolean ended() throws InterruptedException {
    return process.ends(Duration.ofMillis(200));
  }

  /// A connection on which a sandbox can be opened.
  Frames connect() throws IOException {
    return Frames.connect(folder.path().resolve("host"));
  }

  Path socketOf(String name) {
    return folder.path().resolve(name);
  }

  long pid() {
    return process.pid();
  }

  /// Ends the host and with it every sandbox; returns once they are gone. What one that was killed
  /// left is taken away.
  @Override
  public void close() {
    try {
      process.tellToEnd();
      if (!process.ends(Duration.ofSeconds(15))) {
        System.getLogger(CellHost.class.getName())
            .log(System.Logger.Level.WARNING, "the cell did not end in 15 s and is killed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.kill();
    folder.remove(groups);
    claim.close();
  }

  /// The packed cell, unpacked once below `state` under the sum of its content. A sum and no
  /// digest, which takes every start longer than all else here: whoever could write there could as
  /// well write to what is started from here. A launcher that says of which build it is finds what
  /// that one unpacked by a link: to look into a jar takes a short run's start an eighth of its
  /// time.
  static Path unpack(Path state) throws IOException {
    Path folder = Files.createDirectories(state.resolve("cell"));
    String build = System.getProperty(BUILD);
    if (build == null) {
      return unpackInto(folder);
    }
    Path link = folder.resolve("of-" + build);
    try {
      Path binary = folder.resolve(Files.readSymbolicLink(link));
      if (Files.isExecutable(binary)) {
        return binary;
      }
    } catch (NoSuchFileException | NotLinkException e) {
      // The first run of this build.
    }
    Path binary = unpackInto(folder);
    try {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, binary.getFileName());
    } catch (IOException e) {
      // By another first run; or it cannot be had here, and the next one looks into the jar as
      // well.
      System.getLogger(CellHost.class.getName())
          .log(System.Logger.Level.DEBUG, "linking to the cell of a build", e);
    }
    return binary;
  }

  private static Path unpackInto(Path folder) throws IOException {
    String resource = "/io/assay/cell/" + Architecture.current().word() + "/cell";
    URL packed = CellHost.class.getResource(resource);
    if (packed == null) {
      throw SandboxException.host(
          "this build of Assay has no cell for "
              + Architecture.current().word()
              + "; build it on such a machine with cargo, or use its release archive",
          null);
    }
    // A jar knows the sums of what it packs.
    long sum =
        packed.openConnection() instanceof JarURLConnection jar
            ? jar.getJarEntry().getCrc()
            : sum(content(packed));
    Path binary = folder.resolve(PREFIX + Long.toHexString(sum));
    if (Files.isExecutable(binary) && sum(Files.readAllBytes(binary)) == sum) {
      return binary;
    }
    Path temporary =
        Files.createTempFile(
            folder,
            "cell",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      // Whole when it has its name, whatever happens to the machine: it is not looked at again.
      Files.write(temporary, content(packed), StandardOpenOption.DSYNC);
      Files.move(temporary, binary, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      // There only where that failed: a full disk is not to be filled with what does not fit.
      Files.deleteIfExists(temporary);
    }
    return binary;
  }

  private static byte[] content(URL packed) throws IOException {
    try (InputStream in = packed.openStream()) {
      return in.readAllBytes();
    }
  }

  private static long sum(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return sum.getValue();
  }

  /// Where engines have their folders: one place a user, so that each finds what another left.
  static Path runtimeFolder() {
    try {
      Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      Path own = Path.of("/run/user", uid.toString());
      if (Files.isWritable(own) && uid.equals(Files.getAttribute(own, "unix:uid"))) {
        return own;
      }
    } catch (IOException e) {
      System.getLogger(CellHost.class.getName())
          .log(System.Logger.Level.DEBUG, "looking for a runtime folder", e);
    }
    return Path.of("/tmp");
  }

  /// The private folder of one engine, with a path short enough for sockets. It is locked for as
  /// long as the engine lives.
  record Folder(Path path, FileChannel lock) {
    static Folder create() throws IOException {
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      String name = Leftovers.PREFIX + ProcessHandle.current().pid() + "-" + Digests.random();
      // Under a name that is nobody's yet, until the lock is held.
      Path fresh = Files.createDirectory(runtimeFolder().resolve("." + name), onlyOwner);
      try {
        FileChannel lock =
            FileChannel.open(
                fresh.resolve(Leftovers.LOCK),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
          throw new IOException("somebody else has locked " + fresh);
        }
        Path path = fresh.resolveSibling(name);
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        return new Folder(path, lock);
      } catch (IOException e) {
        Leftovers.removeWith(fresh, "*");
        throw e;
      }
    }

    /// Takes it away, and the control groups of its engine, once the kernel lets go of them.
    void remove(List<Path> groups) {
      long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (!Leftovers.gone(groups) && System.nanoTime() < deadline) {
        LockSupport.parkNanos(5_000_000);
      }
      Leftovers.removeWith(path, "*");
      try {
        lock.close();
      } catch (IOException e) {
        System.getLogger(CellHost.class.getName())
            .log(System.Logger.Level.DEBUG, "unlocking " + path, e);
      }
    }

    /// Its name, which the engine's control groups have as well.
    String name() {
      return String.valueOf(path.getFileName());
    }
  }
}
