package io.assay.validate.tests;

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
}
