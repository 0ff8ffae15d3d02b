package io.assay.validate.reading;

import java.util.Optional;

/// Packages of npm that lie among the files of a program, where npm puts them. They are there to be
/// used, and not under judgement.
public final class NodeModules {
  /// The file in which npm says what it has put there, in the form of `package-lock.json`.
  public static final String LOCK = ".package-lock.json";

  private static final String FOLDER = "node_modules/";

  private NodeModules() {}

  /// Whether a file is in a package, or says which ones there are.
  public static boolean has(String file) {
    return start(file) >= 0;
  }

  /// The package that a file describes, by its full name.
  public static Optional<String> packageOf(String file) {
    int start = start(file);
    if (start < 0 || !file.endsWith("/package.json")) {
      return Optional.empty();
    }
    String name = file.substring(start, file.lastIndexOf('/'));
    long slashes = name.chars().filter(it -> it == '/').count();
    return slashes == (name.startsWith("@") ? 1 : 0) ? Optional.of(name) : Optional.empty();
  }

  /// Where the innermost package's name begins; negative if a file is in none.
  private static int start(String file) {
    int at = file.lastIndexOf("/" + FOLDER);
    if (at >= 0) {
      return at + 1 + FOLDER.length();
    }
    return file.startsWith(FOLDER) ? FOLDER.length() : -1;
  }
}
