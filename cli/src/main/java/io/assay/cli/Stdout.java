package io.assay.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A caller's stdout, which keeps in mind that something could not be written: most of what writes
/// to it goes on without a word, and what was not told must not end as if it had been.
final class Stdout extends OutputStream {
  private final OutputStream to;
  private final Consumer<String> say;
  private volatile @Nullable IOException broken;

  /// @param say is told, once, why nothing can be written
  Stdout(OutputStream to, Consumer<String> say) {
    this.to = to;
    this.say = say;
  }

  /// `status`, where all of it was written.
  int statusAfter(int status) {
    IOException why = broken;
    return why == null ? status : status(why);
  }

  /// That of a command whose output nobody takes any more. A reader that has seen enough, as `head`
  /// has, is no error.
  static int status(Exception why) {
    return why(why).contains("Broken pipe") ? Exit.READER_LEFT : Exit.HOST;
  }

  private static String why(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    try {
      to.write(bytes, from, count);
    } catch (IOException e) {
      if (broken == null && status(e) != Exit.READER_LEFT) {
        say.accept("cannot write to stdout: " + why(e));
      }
      broken = e;
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    to.flush();
  }
}
