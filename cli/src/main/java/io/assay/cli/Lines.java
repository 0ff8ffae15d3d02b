package io.assay.cli;

import io.assay.Bytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The lines of a stream, one at a time. Lines that hold nothing but space are left out.
final class Lines {
  private final InputStream from;
  private final long longest;
  private long number;

  /// @param longest bytes of a line that are held; what a line has beyond is passed over
  Lines(InputStream from, long longest) {
    this.from = new BufferedInputStream(from, 1 << 16);
    this.longest = longest;
  }

  /// A line.
  ///
  /// @param number from 1
  /// @param bytes what is in it, as far as it is held, without its end
  /// @param whole whether that is all of it
  /// @param ended whether a line end follows
  record Line(long number, Bytes bytes, boolean whole, boolean ended) {}

  /// The next line; null behind the last.
  @Nullable Line next() throws IOException {
    while (true) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      long length = 0;
      boolean blank = true;
      int value = from.read();
      if (value < 0) {
        return null;
      }
      number++;
      for (; value >= 0 && value != '\n'; value = from.read()) {
        length++;
        blank &= value == ' ' || value == '\t' || value == '\r';
        if (length <= longest) {
          bytes.write(value);
        }
      }
      if (!blank) {
        return new Line(
            number, Bytes.copyOf(bytes.toByteArray()), length <= longest, value == '\n');
      }
    }
  }
}
