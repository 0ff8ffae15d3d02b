package io.assay.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {
  private static final String ROOT = "21 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw";
  private static final String PROC = "22 21 0:5 / /proc rw,nosuid,nodev,noexec - proc proc rw";

  @Test
  void aProcWithMasksIsCovered() {
    assertThat(Facts.coveredProc(List.of(ROOT, PROC))).isFalse();
    assertThat(
            Facts.coveredProc(
                List.of(ROOT, PROC, "30 22 0:5 /sys /proc/sys ro,nosuid - proc proc rw")))
        .isTrue();
    assertThat(
            Facts.coveredProc(
                List.of(
                    ROOT, PROC, "31 22 0:29 / /proc/sys/fs/binfmt_misc rw - autofs systemd-1 rw")))
        .isFalse();
  }

  @Test
  void theOptionsOfAPathAreThoseOfTheNearestMount() {
    List<String> mounts =
        List.of(
            ROOT,
            "40 21 0:40 / /mnt rw,noexec - tmpfs none rw",
            "41 40 0:41 / /mnt/my\\040disk rw,nosuid - ext4 /dev/sdb1 rw");
    assertThat(Facts.optionsOf(mounts, Path.of("/home/me"))).containsExactly("rw", "relatime");
    assertThat(Facts.optionsOf(mounts, Path.of("/mnt/state"))).contains("noexec");
    assertThat(Facts.optionsOf(mounts, Path.of("/mnt/my disk/state")))
        .containsExactly("rw", "nosuid");
    assertThat(Facts.optionsOf(mounts, Path.of("/mnt2"))).containsExactly("rw", "relatime");
  }

  @Test
  void theUserIsTheRealOne() {
    assertThat(Facts.uid(List.of("Name:\tjava", "Uid:\t1000\t1000\t1000\t1000"))).isEqualTo(1000);
    assertThat(Facts.uid(List.of())).isEqualTo(-1);
  }

  @Test
  void thisHostCanBeLookedAt() {
    Facts facts = Facts.gather(Path.of("/tmp/assay-state"));
    assertThat(facts.kernel()).isNotEmpty();
    assertThat(facts.uid()).isNotNegative();
    assertThat(facts.kernelSince(3, 0)).isTrue();
    assertThat(facts.kernelSince(99, 0)).isFalse();
  }
}
