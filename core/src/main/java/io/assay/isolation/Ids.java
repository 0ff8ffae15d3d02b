package io.assay.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Which host ids a sandbox's ids are.
///
/// Started by root, a sandbox has a range of its own of ids that no account has; root inside is not
/// root outside. Started by anybody else, it has the one id that the kernel lets them map, their
/// own: init and programs share it, and init keeps apart by its capabilities.
///
/// @param uidMap the content of `/proc/PID/uid_map`
/// @param gidMap the content of `/proc/PID/gid_map`
/// @param setgroups whether group lists may be set inside
/// @param init init's id inside
/// @param hostUser the host's id of programs
public record Ids(String uidMap, String gidMap, boolean setgroups, int init, long hostUser) {
  /// The id of programs inside, and of their group.
  public static final int USER = 1000;

  private static final int RANGE = 65_536;

  /// The first of a range that no account, subordinate id or container of a distribution uses:
  /// 1879048192 to 2147352575 are unassigned in systemd's table "UIDs, GIDs on systemd systems".
  private static final long FIRST = 1_879_048_192L;

  /// The ids for sandboxes of this process.
  public static Ids current() throws IOException {
    long uid = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
    long gid = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:gid")).longValue();
    if (uid != 0) {
      return single(uid, gid);
    }
    long first = lastRange(Files.readAllLines(Path.of("/proc/self/uid_map")));
    if (first < 0 || first != lastRange(Files.readAllLines(Path.of("/proc/self/gid_map")))) {
      return single(uid, gid);
    }
    String map = "0 " + first + " " + RANGE + "\n";
    return new Ids(map, map, true, 0, first + USER);
  }

  private static Ids single(long uid, long gid) {
    return new Ids(USER + " " + uid + " 1\n", USER + " " + gid + " 1\n", false, USER, uid);
  }

  /// The start of the range to use: the preferred one where it is mapped, else the end of the last
  /// range that is long enough beside its first 65,536 (a container's own accounts); -1 if there is
  /// none.
  private static long lastRange(List<String> map) {
    long found = -1;
    for (String line : map) {
      String[] fields = line.trim().split("\\s+");
      long inside = Long.parseLong(fields[0]);
      long count = Long.parseLong(fields[2]);
      if (inside <= FIRST && FIRST + RANGE <= inside + count) {
        return FIRST;
      }
      if (count >= 2L * RANGE) {
        found = inside + count - RANGE;
      }
    }
    return found;
  }
}
