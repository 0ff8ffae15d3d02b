package io.assay.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.isolation.Facts.Container;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CureTest {
  private static final String NAMESPACES_DENIED =
      "cannot build a sandbox: create namespaces (clone3) (EPERM: operation not permitted). …";

  /// An ordinary user of a host on which nothing is wrong.
  private static final Facts HOST =
      new Facts(
          1000,
          "6.8.0-31-generic",
          Optional.empty(),
          false,
          true,
          Map.of(),
          false,
          List.of(),
          Path.of("/home/me/.local/state/assay"),
          true,
          false,
          true);

  @Test
  void ubuntusRestrictionIsKnownAndItsProfileNamesTheCell() {
    Facts ubuntu = settings(Map.of(Facts.APPARMOR, "1"));
    for (String failure :
        List.of(
            "write /proc/77/uid_map (EPERM: operation not permitted)",
            "mount the root tmpfs (EACCES: permission denied)",
            NAMESPACES_DENIED)) {
      Cure cure = Cure.ofNoSandbox(ubuntu, failure);
      assertThat(cure.wrong()).contains("AppArmor");
      assertThat(cure.remedy())
          .contains(
              "profile assay \"/home/me/.local/state/assay/cell/cell-*\" flags=(unconfined) {")
          .contains("userns,")
          .contains("apparmor_parser -r")
          .contains("sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
    }
  }

  @Test
  void rootIsNotToldOfRestrictionsOfOrdinaryUsers() {
    Facts root =
        new Facts(
            0,
            "6.8.0",
            Optional.empty(),
            false,
            true,
            Map.of(Facts.APPARMOR, "1", Facts.DEBIAN, "0"),
            false,
            List.of(),
            Path.of("/s"),
            true,
            false,
            true);
    assertThat(Cure.ofNoSandbox(root, NAMESPACES_DENIED).wrong())
        .doesNotContain("AppArmor")
        .doesNotContain("unprivileged_userns_clone");
  }

  @Test
  void aContainersFilterIsKnownByEitherErrno() {
    Facts docker = in(Container.DOCKER, true, true);
    String noSuchCall = "create namespaces (clone3) (ENOSYS: the kernel has no such call)";
    for (String failure : List.of(NAMESPACES_DENIED, noSuchCall)) {
      Cure cure = Cure.ofNoSandbox(docker, failure);
      assertThat(cure.wrong()).contains("seccomp");
      assertThat(cure.remedy())
          .contains("--security-opt seccomp=unconfined")
          .contains("--security-opt systempaths=unconfined");
    }
  }

  @Test
  void aContainersMaskedProcIsKnown() {
    String failure = "mount proc on proc (EPERM: operation not permitted)";
    Cure cure = Cure.ofNoSandbox(in(Container.DOCKER, false, true), failure);
    assertThat(cure.wrong()).contains("/proc");
    assertThat(cure.remedy()).contains("systempaths=unconfined");
    assertThat(Cure.ofNoSandbox(in(Container.PODMAN, false, true), failure).remedy())
        .contains("unmask=ALL");
    assertThat(Cure.ofNoSandbox(in(Container.KUBERNETES, false, true), failure).remedy())
        .contains("procMount: Unmasked");
  }

  @Test
  void aFilterOutsideOfContainersIsNotBlamedOnOne() {
    Facts unit =
        new Facts(
            1000,
            "6.8.0",
            Optional.empty(),
            true,
            true,
            Map.of(),
            false,
            List.of(),
            Path.of("/s"),
            true,
            false,
            true);
    assertThat(Cure.ofNoSandbox(unit, NAMESPACES_DENIED).remedy()).contains("RestrictNamespaces=");
  }

  @Test
  void settingsThatForbidNamespacesAreKnown() {
    assertThat(Cure.ofNoSandbox(settings(Map.of(Facts.DEBIAN, "0")), NAMESPACES_DENIED).remedy())
        .contains("sudo sysctl -w kernel.unprivileged_userns_clone=1")
        .contains("/etc/sysctl.d/50-assay.conf");
    String full = "create namespaces (clone3) (ENOSPC: no space left)";
    assertThat(Cure.ofNoSandbox(settings(Map.of(Facts.NAMESPACES, "0")), full).remedy())
        .contains("sudo sysctl -w user.max_user_namespaces=15000");
  }

  @Test
  void aKernelThatIsTooOldIsNamed() {
    Facts old =
        new Facts(
            0,
            "5.4.0-200-generic",
            Optional.empty(),
            false,
            true,
            Map.of(),
            false,
            List.of(),
            Path.of("/s"),
            true,
            true,
            false);
    assertThat(Cure.ofNoSandbox(old, "make /usr read-only (ENOSYS: …)").wrong())
        .contains("5.4.0-200-generic")
        .contains("5.12");
  }

  @Test
  void aStateFolderThatProgramsMayNotBeStartedFromIsNamed() {
    Facts facts =
        new Facts(
            1000,
            "6.8.0",
            Optional.empty(),
            false,
            true,
            Map.of(),
            false,
            List.of(),
            Path.of("/mnt/state"),
            false,
            false,
            true);
    Cure cure =
        Cure.ofNoSandbox(
            facts,
            "cannot start the sandbox engine: java.io.IOException: Cannot run program"
                + " \"/mnt/state/cell/cell-1\": Exec failed, error: 13 (Permission denied)");
    assertThat(cure.wrong()).contains("/mnt/state").contains("noexec");
    assertThat(cure.remedy()).contains("ASSAY_HOME");
  }

  @Test
  void aRootWithoutItsCapabilitiesIsNotTakenForAProfile() {
    String failure = "write to /proc/7/uid_map (EPERM: operation not permitted)";
    Cure cure = Cure.ofNoSandbox(in(Container.DOCKER, true, true), failure);
    assertThat(cure.wrong()).contains("CAP_SETUID");
    assertThat(cure.remedy()).contains("--cap-add SETUID");
  }

  @Test
  void missingDevicesAreNamed() {
    Facts facts =
        new Facts(
            0,
            "6.8.0",
            Optional.empty(),
            false,
            true,
            Map.of(),
            false,
            List.of("urandom"),
            Path.of("/s"),
            true,
            false,
            true);
    assertThat(Cure.ofNoSandbox(facts, "bind /dev/urandom (ENOENT: …)").wrong())
        .contains("urandom");
  }

  @Test
  void whatIsNotKnownIsToldAsItIs() {
    assertThat(Cure.ofNoSandbox(HOST, "raise the loopback interface (errno 99)").wrong())
        .isEqualTo("raise the loopback interface (errno 99)");
  }

  @Test
  void anUndelegatedGroupIsKnownWithTheDropInThatDelegatesIt() {
    Cure cure = Cure.ofNoGroups(HOST, "no permission to make /sys/fs/cgroup/user.slice");
    assertThat(cure.wrong()).contains("not delegated").contains("no permission to make");
    assertThat(cure.remedy())
        .contains("/etc/systemd/system/user@.service.d/delegate.conf")
        .contains("Delegate=cpu memory pids")
        .contains("systemd-run --user --scope -p Delegate=yes");
  }

  @Test
  void groupsOfOtherKindsHaveOtherCures() {
    assertThat(Cure.ofNoGroups(in(Container.DOCKER, false, false), "read-only").remedy())
        .contains("/sys/fs/cgroup:rw");
    Facts versionOne =
        new Facts(
            1000,
            "4.19.0",
            Optional.empty(),
            false,
            true,
            Map.of(),
            false,
            List.of(),
            Path.of("/s"),
            true,
            true,
            false);
    assertThat(Cure.ofNoGroups(versionOne, "denied").remedy()).contains("cgcreate");
    Facts none =
        new Facts(
            0,
            "6.8.0",
            Optional.empty(),
            false,
            false,
            Map.of(),
            false,
            List.of(),
            Path.of("/s"),
            true,
            false,
            false);
    assertThat(Cure.ofNoGroups(none, "nothing").remedy()).contains("mount -t cgroup2");
  }

  private static Facts settings(Map<String, String> settings) {
    return new Facts(
        HOST.uid(),
        HOST.kernel(),
        HOST.container(),
        HOST.filtered(),
        HOST.systemd(),
        settings,
        HOST.coveredProc(),
        HOST.noDevices(),
        HOST.state(),
        true,
        false,
        true);
  }

  /// Root of a container.
  private static Facts in(Container container, boolean filtered, boolean coveredProc) {
    return new Facts(
        0,
        "6.8.0",
        Optional.of(container),
        filtered,
        false,
        Map.of(),
        coveredProc,
        List.of(),
        Path.of("/root/.local/state/assay"),
        true,
        false,
        true);
  }
}
