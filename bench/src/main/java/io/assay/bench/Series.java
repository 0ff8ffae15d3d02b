package io.assay.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Numbers of one kind, in the order measured.
final class Series {
  private final List<Long> values = new ArrayList<>();

  void add(long value) {
    values.add(value);
  }

  int size() {
    return values.size();
  }

  long sum() {
    return values.stream().mapToLong(Long::longValue).sum();
  }

  /// The smallest value that is not below `percent` of them: the nearest-rank percentile.
  long percentile(int percent) {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(Math.max(0, Math.ceilDiv(percent * sorted.size(), 100) - 1));
  }

  long median() {
    return percentile(50);
  }
}
