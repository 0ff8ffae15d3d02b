package io.assay.isolation;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// The ids of one zygote's sandbox, and those that it has for the sandboxes within.
public final class Nest {
  /// Pairs of ids for sandboxes within one other. More live at one time share.
  static final int PAIRS = 256;

  /// Where these begin inside: above every id that has a meaning there.
  private static final int FIRST = 2000;

  private final Ids own;
  private final boolean separate;
  private final AtomicLong next = new AtomicLong();

  private Nest(Ids own, boolean separate) {
    this.own = own;
    this.separate = separate;
  }

  /// Started by root.
  ///
  /// @param first of `2 + 2 * PAIRS` host ids
  static Nest separate(long first) {
    String map =
        "0 %d 1\n%d %d 1\n%d %d %d\n"
            .formatted(first, Ids.USER, first + 1, FIRST, first + 2, 2 * PAIRS);
    return new Nest(new Ids(map, map, true, 0, OptionalLong.of(first + 1)), true);
  }

  /// Started by anybody else.
  ///
  /// @param own the one id there is
  static Nest shared(Ids own) {
    return new Nest(own, false);
  }

  /// The zygote's sandbox's own.
  Ids own() {
    return own;
  }

  /// Those of one more sandbox within.
  Ids next() {
    if (!separate) {
      String map = Ids.USER + " " + Ids.USER + " 1\n";
      return new Ids(map, map, false, Ids.USER, OptionalLong.empty());
    }
    long first = FIRST + 2 * (next.getAndIncrement() % PAIRS);
    return Ids.pair(first);
  }
}
