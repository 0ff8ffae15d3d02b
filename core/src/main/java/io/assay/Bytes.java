package io.assay;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// An immutable run of bytes.
public final class Bytes {
  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /// A copy of `array`.
  public static Bytes copyOf(byte[] array) {
    return new Bytes(array.clone());
  }

  /// The UTF-8 bytes of `text`.
  public static Bytes of(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// How many there are.
  public int size() {
    return array.length;
  }

  /// The bytes, in a new array.
  public byte[] toArray() {
    return array.clone();
  }

  /// The text they encode in UTF-8; what is malformed becomes U+FFFD.
  public String text() {
    return new String(array, StandardCharsets.UTF_8);
  }

  /// Writes all of them.
  public void writeTo(OutputStream out) throws IOException {
    out.write(array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  @Override
  public String toString() {
    return array.length + " bytes";
  }
}
