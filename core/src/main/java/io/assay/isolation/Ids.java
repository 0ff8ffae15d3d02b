package io.assay.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Which host ids one sandbox's two ids are: init's and its programs'.
///
/// Started by root, a sandbox has two ids of its own that no account has, so that what the kernel
/// counts by user is counted for it alone, and root inside is not root outside. Started by anybody
/// else, it has the one id that the kernel lets them map, their own: init and programs share it,
/// and init keeps apart by its capabilities.
///
/// @param uidMap the content of `/proc/PID/uid_map`
/// @param gidMap the content of `/proc/PID/gid_map`
/// @param setgroups whether group lists may be set inside
/// @param init init's id inside
/// @param outside the programs' id on the host, where they have one of their own
record Ids(String uidMap, String gidMap, boolean setgroups, int init, OptionalLong outside) {
  /// The id of programs inside, and of their group.
  static final int USER = 1000;

  /// The two ids of a sandbox, of which the first outside is `first`.
  static Ids pair(long first) {
    String map = "0 " + first + " 1\n" + USER + " " + (first + 1) + " 1\n";
    return new Ids(map, map, true, 0, OptionalLong.of(first + 1));
  }

  /// Hands out the ids of sandboxes of this process.
  static final class Source {
    /// A range that no account, subordinate id or container of a distribution uses: 1879048192 to
    /// 2147352575 are unassigned in systemd's table "UIDs, GIDs on systemd systems".
    private static final Range UNASSIGNED = new Range(1_879_048_192L, 268_304_384L);

    /// In a container that has only the usual 65,536 ids: those between its accounts and `nobody`.
    private static final Range CONTAINER = new Range(60_600, 4_000);

    private final Optional<Range> range;
    private final long uid;
    private final long gid;
    private final AtomicLong next;

    private Source(Optional<Range> range, long uid, long gid) {
      this.range = range;
      this.uid = uid;
      this.gid = gid;
      // Engines of one host take pairs in different places.
      this.next = new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 40));
    }

    static Source current() throws IOException {
      long uid = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
      long gid = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:gid")).longValue();
      List<String> uids = Files.readAllLines(Path.of("/proc/self/uid_map"));
      List<String> gids = Files.readAllLines(Path.of("/proc/self/gid_map"));
      Optional<Range> range =
          uid == 0
              ? List.of(UNASSIGNED, CONTAINER).stream()
                  .filter(it -> it.within(uids) && it.within(gids))
                  .findFirst()
              : Optional.empty();
      return new Source(range, uid, gid);
    }

    /// The ids of one more sandbox.
    Ids next() {
      if (range.isEmpty()) {
        return new Ids(
            USER + " " + uid + " 1\n",
            USER + " " + gid + " 1\n",
            false,
            USER,
            OptionalLong.empty());
      }
      return pair(first(range.get(), 1));
    }

    /// The ids of one more sandbox with others within.
    Nest nest() {
      return range
          .map(it -> Nest.separate(first(it, 1 + Nest.PAIRS)))
          .orElseGet(() -> Nest.shared(next()));
    }

    /// The first id of `pairs` in a row.
    private long first(Range range, int pairs) {
      long pair = next.getAndAdd(pairs) % (range.count() / 2 - pairs + 1);
      return range.first() + 2 * pair;
    }

    /// Whether init has an id that programs have not.
    boolean separatesInit() {
      return range.isPresent();
    }

    /// The ids, as a part of a sentence.
    String description() {
      return range
          .map(it -> "host ids of its own from " + it.first() + " on")
          .orElse("the caller's own host id " + uid);
    }
  }

  /// Host ids.
  private record Range(long first, long count) {
    /// Whether one extent of an id map (user_namespaces(7)) has all of them.
    boolean within(List<String> map) {
      return map.stream()
          .map(line -> line.trim().split("\\s+"))
          .anyMatch(extent -> {
            long start = Long.parseLong(extent[0]);
            return start <= first && first + count <= start + Long.parseLong(extent[2]);
          });
    }
  }
}
