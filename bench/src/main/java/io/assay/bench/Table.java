package io.assay.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A part of the measurement that stands for itself.
enum Table {
  LANGUAGES,
  PROGRAMS,
  TEMPLATES,
  THROUGHPUT,
  MIXTURE,
  VERDICTS,
  SANDBOXES,
  ASSISTANT;

  /// The table of that name.
  static Optional<Table> of(String word) {
    return Arrays.stream(values()).filter(table -> table.word().equals(word)).findFirst();
  }

  /// How each is named on the command line.
  static List<String> words() {
    return Arrays.stream(values()).map(Table::word).toList();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
