package io.assay.isolation;

import io.assay.isolation.Facts.Container;

/// What stands in the way of sandboxes on a host, by name, and the way out.
///
/// @param wrong what it is
/// @param remedy what to do, in lines to type where there are such
public record Cure(String wrong, String remedy) {
  private static final String AGAIN = "\nthen: assay doctor";

  /// Why no sandbox can be made.
  ///
  /// @param failure what trying said: the step, with the name of the errno
  public static Cure ofNoSandbox(Facts facts, String failure) {
    boolean denied = failure.contains("EPERM") || failure.contains("EACCES");
    boolean namespaces = failure.contains("create namespaces");
    boolean missing = failure.contains("ENOSYS");
    if (failure.startsWith("the state folder")) {
      return new Cure(failure, "export ASSAY_HOME=/var/tmp/assay-$(id -u)" + AGAIN);
    }
    if (!facts.noDevices().isEmpty()) {
      return noDevices(facts);
    }
    if (!facts.stateRuns() && failure.contains("Cannot run program")) {
      return noExec(facts);
    }
    if (!facts.kernelSince(5, 12)) {
      return new Cure(
          "the kernel is " + facts.kernel() + ", and sandboxes need 5.12 or later (mount_setattr)",
          "upgrade the kernel, or use a virtual machine with a newer one");
    }
    if (namespaces
        && (facts.has(Facts.NAMESPACES, "0")
            || failure.contains("ENOSPC")
            || failure.contains("EUSERS"))) {
      return setting(
          Facts.NAMESPACES,
          "15000",
          "the kernel setting user.max_user_namespaces allows no more user namespaces (it is %s)"
              .formatted(facts.settings().getOrDefault(Facts.NAMESPACES, "unknown")));
    }
    if (denied && facts.uid() != 0 && facts.has(Facts.DEBIAN, "0")) {
      return setting(
          Facts.DEBIAN,
          "1",
          "the kernel setting kernel.unprivileged_userns_clone=0 keeps user namespaces from ordinary users");
    }
    if (namespaces && facts.filtered() && (denied || missing)) {
      return facts.container().isPresent()
          ? container(
              facts, "the container's default seccomp profile forbids namespaces (clone, unshare)")
          : new Cure(
              "a system-call filter that was put on this process forbids namespaces (clone, unshare)",
              "start it without: a systemd unit's RestrictNamespaces= and SystemCallFilter=, a snap's or a"
                  + " flatpak's confinement are such filters");
    }
    if (denied && facts.uid() == 0 && failure.contains("id_map")) {
      return new Cure(
          "this root may not give sandboxes ids of their own (it lacks CAP_SETUID or CAP_SETGID)",
          facts.container().isPresent()
              ? "docker run --cap-add SETUID --cap-add SETGID …   # beside the options you use; podman has the same"
              : "start it with both capabilities, or as an ordinary user");
    }
    if (denied && facts.uid() != 0 && facts.has(Facts.APPARMOR, "1")) {
      return appArmor(facts);
    }
    if (denied && failure.contains("mount proc") && facts.coveredProc()) {
      return facts.container().isPresent()
          ? container(
              facts, "the container's masks over /proc keep sandboxes from having their own")
          : new Cure(
              "something is mounted over parts of /proc, so that the kernel lets nobody mount another one",
              "grep ' /proc/' /proc/self/mountinfo   # and unmount what it shows");
    }
    if (denied && facts.container().isPresent()) {
      return container(
          facts, "the container's security profile (AppArmor or SELinux) forbids mounting");
    }
    return new Cure(
        failure,
        "this is not one of the refusals known by name: report it with the output of 'assay doctor --json'");
  }

  /// Why limits are not the kernel's to keep.
  ///
  /// @param why what looking for control groups said
  public static Cure ofNoGroups(Facts facts, String why) {
    if (facts.hierarchies() && facts.uid() != 0) {
      return new Cure(
          "control groups of version 1 belong to root (" + why + ")",
          """
          sudo cgcreate -t "$USER:" -a "$USER:" -g cpu,cpuacct,memory,pids:/assay   # package cgroup-tools
          cgexec -g cpu,cpuacct,memory,pids:/assay assay doctor   # and every other start of assay
          or boot with systemd.unified_cgroup_hierarchy=1\
          """);
    }
    if (facts.container().isPresent()) {
      return new Cure(
          "this container may not make control groups (" + why + ")",
          switch (facts.container().get()) {
            case DOCKER ->
                "docker run --cgroupns=host -v /sys/fs/cgroup:/sys/fs/cgroup:rw …   # beside the options you use";
            case PODMAN ->
                "podman run --security-opt unmask=/sys/fs/cgroup …   # beside the options you use";
            case KUBERNETES ->
                "a hostPath volume of /sys/fs/cgroup, mounted at the same place in the pod, writable";
            case OTHER -> "start it with /sys/fs/cgroup mounted writable";
          });
    }
    if (facts.unified() && !facts.hierarchies()) {
      return undelegated(facts, why);
    }
    return facts.hierarchies()
        ? new Cure(
            "control groups of version 1 cannot be made (" + why + ")",
            "mount -o remount,rw /sys/fs/cgroup" + AGAIN)
        : new Cure(
            "no control groups are mounted (" + why + ")",
            (facts.uid() == 0 ? "" : "sudo ") + "mount -t cgroup2 none /sys/fs/cgroup" + AGAIN);
  }

  private static Cure undelegated(Facts facts, String why) {
    String wrong = "control groups of version 2 are not delegated to this user (" + why + ")";
    if (facts.uid() == 0) {
      return new Cure(
          wrong,
          facts.systemd()
              ? "systemd-run --scope -p Delegate=yes assay run …"
              : "mount -o remount,rw /sys/fs/cgroup" + AGAIN);
    }
    if (facts.systemd()) {
      return new Cure(
          wrong,
          """
          sudo mkdir -p /etc/systemd/system/user@.service.d
          printf '[Service]\\nDelegate=cpu memory pids\\n' | sudo tee /etc/systemd/system/user@.service.d/delegate.conf
          sudo systemctl daemon-reload && sudo systemctl restart "user@$(id -u).service"   # this ends your session's programs; or log out and in
          then, where it still fails: systemd-run --user --scope -p Delegate=yes assay run …\
          """);
    }
    return new Cure(
        wrong,
        """
        sudo mkdir /sys/fs/cgroup/assay
        echo '+cpu +memory +pids' | sudo tee /sys/fs/cgroup/cgroup.subtree_control /sys/fs/cgroup/assay/cgroup.subtree_control
        sudo mkdir /sys/fs/cgroup/assay/shell && sudo chown -R "$USER" /sys/fs/cgroup/assay
        echo $$ | sudo tee /sys/fs/cgroup/assay/shell/cgroup.procs   # in the shell that starts assay\
        """);
  }

  private static Cure appArmor(Facts facts) {
    String cell = facts.state().resolve("cell").resolve("cell-*").toString();
    return new Cure(
        "AppArmor keeps user namespaces from ordinary users (kernel.apparmor_restrict_unprivileged_userns=1,"
            + " as in Ubuntu 23.10 and later)",
        """
        sudo tee /etc/apparmor.d/assay <<'EOF'
        abi <abi/4.0>,
        include <tunables/global>
        profile assay "%s" flags=(unconfined) {
          userns,
        }
        EOF
        sudo apparmor_parser -r /etc/apparmor.d/assay
        or, for every program: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0\
        """
            .formatted(cell));
  }

  private static Cure container(Facts facts, String wrong) {
    return new Cure(
        wrong,
        switch (facts.container().orElse(Container.OTHER)) {
          case DOCKER ->
              "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined"
                  + " --security-opt systempaths=unconfined …   # beside the options you use";
          case PODMAN ->
              "podman run --security-opt seccomp=unconfined --security-opt label=disable"
                  + " --security-opt unmask=ALL …   # beside the options you use";
          case KUBERNETES ->
              """
              in the container's securityContext, with hostUsers: false in the pod:
                seccompProfile: {type: Unconfined}
                appArmorProfile: {type: Unconfined}
                procMount: Unmasked\
              """;
          case OTHER ->
              "start it with namespaces and mounts allowed in its seccomp and AppArmor profiles, and with an"
                  + " unmasked /proc";
        });
  }

  private static Cure noDevices(Facts facts) {
    return new Cure(
        "/dev lacks " + String.join(", ", facts.noDevices()) + ", which every sandbox sees",
        (facts.uid() == 0 ? "" : "sudo ")
            + "mount -t devtmpfs none /dev   # in a chroot: mount --rbind /dev inside it");
  }

  private static Cure noExec(Facts facts) {
    return new Cure(
        "programs may not be started from %s (its file system is mounted noexec), where the cell lies"
            .formatted(facts.state()),
        "export ASSAY_HOME=/var/tmp/assay-$(id -u)   # any folder that is not mounted noexec");
  }

  private static Cure setting(String name, String value, String wrong) {
    return new Cure(
        wrong,
        """
        sudo sysctl -w %1$s=%2$s
        echo '%1$s=%2$s' | sudo tee /etc/sysctl.d/50-assay.conf   # for the next boot too\
        """
            .formatted(name, value));
  }
}
