package io.assay.language;

import java.util.Locale;
import java.util.Optional;

/// What the names of files end in, by which their languages are known.
public final class Endings {
  private Endings() {}

  /// The part of a path's last name behind its last dot, in lower case; empty if there is none, as
  /// in that of a script called `go`.
  public static String of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /// The language of a file of this name; empty if its ending is none's.
  public static Optional<Language> language(String path) {
    String ending = of(path);
    return Language.ALL.stream()
        .filter(language -> language.extensions().contains(ending))
        .findFirst();
  }
}
