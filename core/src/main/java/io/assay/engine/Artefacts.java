package io.assay.engine;

import io.assay.Bytes;
import io.assay.Command;
import io.assay.Program;
import io.assay.Template;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// What compilers made, kept by all that it was made of: the program's files, the template and the
/// command. Whoever compiles can put something else only where the same files would find it again.
final class Artefacts {
  /// Files of a program that are compared; a larger program is compiled each time.
  static final long LARGEST_PROGRAM = 4L << 20;

  /// What is kept of one program.
  static final long LARGEST = 32L << 20;

  /// What is kept of all; the longest unused goes first.
  private static final long MOST = 512L << 20;

  /// Grows when what is kept changes its form.
  private static final int FORM = 1;

  private static final int HEAD = 3 * Integer.BYTES;

  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path folder;
  private final long most;

  /// @param folder where they lie; made when the first is kept
  Artefacts(Path folder) {
    this(folder, MOST);
  }

  Artefacts(Path folder, long most) {
    this.folder = folder;
    this.most = most;
  }

  /// One of them.
  ///
  /// @param stdout what the compiler wrote there when it made it
  /// @param stderr likewise
  /// @param content the file that it made
  record Artefact(Bytes stdout, Bytes stderr, Bytes content) {}

  /// What a command makes of a program is found by.
  ///
  /// @param program every file in memory
  static String key(Program program, Template template, Command compile) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(all)) {
      out.writeInt(FORM);
      put(out, Bytes.of(template.digest()));
      put(out, Bytes.of(compile.program()));
      put(out, Bytes.of(compile.directory()));
      out.writeInt(compile.arguments().size());
      for (String argument : compile.arguments()) {
        put(out, Bytes.of(argument));
      }
      out.writeInt(compile.environment().size());
      for (var variable : new TreeMap<>(compile.environment()).entrySet()) {
        put(out, Bytes.of(variable.getKey()));
        put(out, Bytes.of(variable.getValue()));
      }
      for (Map.Entry<String, Program.Content> file : new TreeMap<>(program.files()).entrySet()) {
        if (file.getValue() instanceof Program.Content.Text(Bytes bytes)) {
          put(out, Bytes.of(file.getKey()));
          put(out, bytes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Digests.sha256(all.toByteArray());
  }

  private static void put(DataOutputStream out, Bytes bytes) throws IOException {
    out.writeInt(bytes.size());
    bytes.writeTo(out);
  }

  /// What is kept under a key. One that is damaged is none.
  Optional<Artefact> find(String key) {
    Path file = folder.resolve(key);
    try {
      byte[] all = Files.readAllBytes(file);
      ByteBuffer head = ByteBuffer.wrap(all);
      if (all.length < HEAD || head.getInt() != checksum(all)) {
        return Optional.empty();
      }
      int stdout = head.getInt();
      int stderr = head.getInt();
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(
          new Artefact(
              part(all, HEAD, stdout),
              part(all, HEAD + stdout, stderr),
              part(all, HEAD + stdout + stderr, all.length - HEAD - stdout - stderr)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Bytes part(byte[] all, int from, int length) {
    return Bytes.copyOf(Arrays.copyOfRange(all, from, from + length));
  }

  private static int checksum(byte[] all) {
    CRC32C sum = new CRC32C();
    sum.update(all, Integer.BYTES, all.length - Integer.BYTES);
    return (int) sum.getValue();
  }

  /// Keeps what a compiler made. Where that is not possible nothing is lost but time.
  void keep(String key, Artefact artefact) {
    long size =
        (long) HEAD
            + artefact.stdout().size()
            + artefact.stderr().size()
            + artefact.content().size();
    if (size > LARGEST) {
      return;
    }
    try {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNERS));
      ByteArrayOutputStream out = new ByteArrayOutputStream((int) size);
      out.writeBytes(new byte[HEAD]);
      artefact.stdout().writeTo(out);
      artefact.stderr().writeTo(out);
      artefact.content().writeTo(out);
      byte[] all = out.toByteArray();
      ByteBuffer head = ByteBuffer.wrap(all);
      head.putInt(Integer.BYTES, artefact.stdout().size());
      head.putInt(2 * Integer.BYTES, artefact.stderr().size());
      head.putInt(0, checksum(all));
      Path fresh = Files.createTempFile(folder, ".new", "");
      try {
        Files.write(fresh, all);
        Files.move(fresh, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
      makeRoom();
    } catch (IOException e) {
      System.getLogger(Artefacts.class.getName())
          .log(System.Logger.Level.DEBUG, "keeping what was compiled", e);
    }
  }

  /// Removes the longest unused until a quarter is free, where there is too much.
  private void makeRoom() throws IOException {
    record Kept(Path file, long size, FileTime used) {}
    List<Kept> all = new ArrayList<>();
    long total = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        // Somebody else may be making room.
        if (Files.exists(file)) {
          Kept kept = new Kept(file, Files.size(file), Files.getLastModifiedTime(file));
          all.add(kept);
          total += kept.size();
        }
      }
    }
    if (total <= most) {
      return;
    }
    all.sort(Comparator.comparing(Kept::used));
    for (Kept kept : all) {
      if (total <= most / 4 * 3) {
        break;
      }
      Files.deleteIfExists(kept.file());
      total -= kept.size();
    }
  }
}
