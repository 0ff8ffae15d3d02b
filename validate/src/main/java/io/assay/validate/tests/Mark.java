package io.assay.validate.tests;

import io.assay.Bytes;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What only a report that came to its end has, and no test can guess.
public final class Mark {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Mark() {}

  /// Another one: 32 hexadecimal digits.
  public static String fresh() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// What a script of ours reads: a mark on a line, and behind it what is for the tests.
  static Bytes before(String mark, Bytes stdin) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(Bytes.of(mark + "\n").toArray());
    all.writeBytes(stdin.toArray());
    return Bytes.copyOf(all.toByteArray());
  }
}
