package io.assay.validate.reading;

import io.assay.Bytes;
import io.assay.Program.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Scripts for the sandbox, which lie beside their classes.
public final class Resources {
  private Resources() {}

  /// The resource of that name beside a class.
  public static Content of(Class<?> beside, String name) {
    return new Content.Text(bytes(beside, name));
  }

  /// The text of the resource of that name beside a class.
  public static String text(Class<?> beside, String name) {
    return bytes(beside, name).text();
  }

  /// The bytes of the resource of that name beside a class.
  static Bytes bytes(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build of Assay lacks its resource " + name);
      }
      return Bytes.copyOf(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
