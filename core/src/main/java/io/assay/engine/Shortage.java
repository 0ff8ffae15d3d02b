package io.assay.engine;

import io.assay.SandboxException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Something that a host can run out of and have again later.
enum Shortage {
  DISK("space", "No space left on device|Disk quota exceeded|error=28"),
  FILES("open files", "Too many open files|error=2[34]"),
  PROCESSES("processes", "Resource temporarily unavailable|error=11"),
  MEMORY("memory", "Cannot allocate memory|error=12");

  private final String word;
  private final Pattern sign;

  Shortage(String word, String sign) {
    this.word = word;
    this.sign = Pattern.compile(sign);
  }

  /// What `failure` says that this host is out of. Java keeps no errno: its text has to do.
  static Optional<Shortage> in(IOException failure) {
    String text = String.valueOf(failure.getMessage());
    for (Shortage shortage : values()) {
      if (shortage.sign.matcher(text).find()) {
        return Optional.of(shortage);
      }
    }
    return Optional.empty();
  }

  SandboxException toDo(String act, IOException failure) {
    return SandboxException.capacity(
        "this host is out of "
            + word
            + ": "
            + act
            + " ("
            + failure
            + "). Free some, or raise its limit",
        failure);
  }
}
