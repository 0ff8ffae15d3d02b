package io.assay.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The command line as UTF-8. The JVM decodes it by the locale, and loses everything outside ASCII
/// where there is none, as in most containers.
final class RawArguments {
  private RawArguments() {}

  static List<String> of(String[] decoded) {
    List<String> words = List.of(decoded);
    if (words.stream().allMatch(word -> word.chars().allMatch(it -> it < 128))) {
      return words;
    }
    try {
      return last(Files.readAllBytes(Path.of("/proc/self/cmdline")), words);
    } catch (IOException e) {
      // No /proc: then there are no sandboxes either, and a garbled message will do.
      return words;
    }
  }

  /// The last words of `cmdline`, as many as `decoded` has; each is followed by a NUL byte.
  static List<String> last(byte[] cmdline, List<String> decoded) {
    List<String> all = List.of(new String(cmdline, StandardCharsets.UTF_8).split("\0", -1));
    int end = all.size() - 1;
    return end < decoded.size() ? decoded : List.copyOf(all.subList(end - decoded.size(), end));
  }
}
