package io.assay.validate.reading;

import io.assay.Bytes;
import io.assay.Program.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The readers' scripts, which lie beside their classes.
final class Resources {
  private Resources() {}

  static Content script(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build of Assay lacks its resource reading/" + name);
      }
      return new Content.Text(Bytes.copyOf(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
