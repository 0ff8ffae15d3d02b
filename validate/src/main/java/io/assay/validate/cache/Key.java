package io.assay.validate.cache;

import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.validate.Validation;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a judgement depends on, one thing after the other; the build of Assay is the first of them.
public final class Key {
  /// Grows when what is kept changes its form.
  private static final int FORM = 3;

  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(all);

  /// One with nothing in it but the build.
  public Key() {
    with(FORM).with(Build.IDENTITY);
  }

  /// With a number.
  public Key with(long number) {
    try {
      out.writeLong(number);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
  }

  /// With bytes.
  public Key with(byte[] bytes) {
    try {
      out.writeInt(bytes.length);
      out.write(bytes);
      return this;
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written", e);
    }
  }

  /// With a text.
  public Key with(String text) {
    return with(Bytes.of(text).toArray());
  }

  /// With limits.
  public Key with(Limits limits) {
    return with(Double.doubleToLongBits(limits.cpus()))
        .with(limits.memoryBytes())
        .with(limits.wall().toString())
        .with(limits.cpuTime().toString())
        .with(limits.processes())
        .with(limits.diskBytes())
        .with(limits.diskFiles())
        .with(limits.outputBytes())
        .with(limits.openFiles())
        .with(new TreeSet<>(limits.asked()).toString());
  }

  /// The name under which something is kept that depends on all of it.
  public String digest() {
    return sha256(all.toByteArray());
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Which build of Assay judges: the sizes and times of the files that it is in.
  private static final class Build {
    static final String IDENTITY = identity();

    private Build() {}

    private static String identity() {
      StringBuilder all = new StringBuilder();
      for (Class<?> type : List.of(Validation.class, Program.class)) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try (Stream<Path> files = Files.walk(Path.of(source.getLocation().toURI()))) {
          for (Path file : files.sorted().toList()) {
            all.append(Files.size(file))
                .append(' ')
                .append(Files.getLastModifiedTime(file))
                .append('\n');
          }
        } catch (IOException | URISyntaxException e) {
          throw new IllegalStateException("this program's own files cannot be read", e);
        }
      }
      return sha256(Bytes.of(all.toString()).toArray());
    }
  }
}
