package io.assay.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Takes in what a caller gives: stdin, or a file that may be somebody's who does not write for
/// long. An interrupt ends the waiting, and is then the end of the input.
final class Intake extends InputStream {
  private final InputStream from;

  private Intake(InputStream from) {
    this.from = from;
  }

  /// This process's stdin, unbuffered.
  static InputStream standard() {
    return new Intake(new FileInputStream(FileDescriptor.in));
  }

  /// Opens a file; a FIFO once somebody has opened it to write to it.
  static InputStream open(Path file) throws IOException, InterruptedException {
    if (Files.isRegularFile(file) || Files.isDirectory(file) || !Files.exists(file)) {
      return Files.newInputStream(file);
    }
    try {
      // No channel, which cannot be closed while somebody reads from it.
      return new Intake(await(() -> new FileInputStream(file.toFile())));
    } catch (InterruptedException e) {
      // Lets go of the thread that waits in there: to open it for both waits for nobody.
      FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE).close();
      throw e;
    }
  }

  /// What `in` gives until its end, but no more than `most` bytes.
  static byte[] read(InputStream in, int most) throws IOException, InterruptedException {
    byte[] bytes = in.readNBytes(most);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return bytes;
  }

  /// All that a file holds.
  static byte[] read(Path file) throws IOException, InterruptedException {
    try (InputStream in = open(file)) {
      return read(in, Integer.MAX_VALUE);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] to, int at, int most) throws IOException {
    byte[] piece = new byte[most];
    try {
      int count = await(() -> from.read(piece));
      System.arraycopy(piece, 0, to, at, Math.max(0, count));
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    from.close();
  }

  /// What `reading` comes to on another thread: one that reads or opens a file waits on, whoever
  /// interrupts it.
  private static <T> T await(Callable<T> reading) throws IOException, InterruptedException {
    FutureTask<T> begun = new FutureTask<>(reading);
    Thread.ofVirtual().name("intake").start(begun);
    try {
      return begun.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IllegalStateException("reading what a caller gives", e.getCause());
    }
  }
}
