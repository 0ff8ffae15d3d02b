package io.assay.acceptance.soak;

import io.assay.acceptance.soak.Held.Amount;
import java.util.ArrayList;
import java.util.List;

/// Whether something grew: the median of the last quarter of the looks against that of the second;
/// the first quarter is there to get warm.
///
/// @param ready how many sandboxes may be ready for their order at a look
record Growth(List<Held> looks, long ready) {
  Growth {
    looks = List.copyOf(looks);
    if (looks.size() < 8) {
      throw new IllegalArgumentException("8 looks are the least, and there are " + looks.size());
    }
  }

  private long early(Amount amount) {
    int quarter = looks.size() / 4;
    return median(looks.subList(quarter, 2 * quarter), amount);
  }

  private long late(Amount amount) {
    return median(looks.subList(looks.size() - looks.size() / 4, looks.size()), amount);
  }

  private static long median(List<Held> looks, Amount amount) {
    long[] sorted = looks.stream().mapToLong(it -> it.of(amount)).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private long allowed(Amount amount) {
    return early(amount)
        + (long) (amount.share * early(amount))
        + amount.slack
        + ready * amount.ready;
  }

  /// What grew by more than it may.
  List<Amount> found() {
    List<Amount> found = new ArrayList<>();
    for (Amount amount : Amount.values()) {
      if (late(amount) > allowed(amount)) {
        found.add(amount);
      }
    }
    return found;
  }

  /// As Markdown.
  String table() {
    StringBuilder table =
        new StringBuilder(
            "| what | early | late | most | allowed | |\n| --- | --: | --: | --: | --: | --- |\n");
    for (Amount amount : Amount.values()) {
      long most = looks.stream().mapToLong(it -> it.of(amount)).max().orElse(0);
      table.append(
          "| %s | %,d | %,d | %,d | %,d | %s |\n"
              .formatted(
                  amount.words,
                  early(amount),
                  late(amount),
                  most,
                  allowed(amount),
                  found().contains(amount) ? "GREW" : "held"));
    }
    return table.toString();
  }
}
