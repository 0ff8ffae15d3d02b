package io.assay.validate.docs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What code in a comment has around it: the file that it is about, and that file's neighbours.
///
/// @param files by the paths under which programs find them
/// @param link what makes their names known in a program: an import, a module; may be empty
record Surroundings(SequencedMap<String, String> files, String link) {
  static final Surroundings NONE = new Surroundings(new LinkedHashMap<>(Map.of()), "");

  Surroundings {
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
  }
}
