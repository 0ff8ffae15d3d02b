package io.assay.isolation;

import io.assay.Limits;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The file system of a sandbox, as the steps that build it: of the host only toolchains,
/// read-only; `/etc`, `/dev` and `/proc` of its own; one bounded tmpfs for everything that can be
/// written.
public final class Root {
  // linux/mount.h: attributes of bound trees.
  private static final long READ_ONLY = 1;
  private static final long NO_SUID = 2;
  private static final long NO_DEVICES = 4;
  private static final long NO_EXEC = 8;

  // sys/mount.h: flags of new file systems.
  private static final long MS_NOSUID = 2;
  private static final long MS_NODEV = 4;
  private static final long MS_NOEXEC = 8;

  /// Where the one writable tmpfs is made; its folders are bound to where programs expect them.
  private static final String WORK = ".work";

  private static final List<String> WRITABLE = List.of("home", "tmp", "build", "shm");

  /// Files of the host's `/etc` that programs look things up in and that tell nothing of the host.
  private static final List<String> ETC =
      List.of(
          "alternatives",
          "ld.so.cache",
          "mime.types",
          "protocols",
          "services",
          "ssl/certs",
          "ssl/openssl.cnf",
          "crypto-policies",
          "pki/tls/certs",
          "pki/ca-trust/extracted");

  /// Configuration below `/usr` that may hold credentials or reveal the host.
  private static final List<String> HIDDEN = List.of("usr/local/etc", "usr/etc");

  /// What the kernel tells in `/proc` about the whole machine, or lets one do to it.
  private static final List<String> PROC_HIDDEN =
      List.of(
          "acpi",
          "bootconfig",
          "buddyinfo",
          "bus",
          "cgroups",
          "cmdline",
          "consoles",
          "crypto",
          "devices",
          "diskstats",
          "dma",
          "driver",
          "dynamic_debug",
          "fs",
          "locks",
          "mdstat",
          "misc",
          "partitions",
          "pressure",
          "swaps",
          "sys/kernel/random/boot_id",
          "asound",
          "config.gz",
          "interrupts",
          "iomem",
          "ioports",
          "irq",
          "kallsyms",
          "kcore",
          "key-users",
          "keys",
          "kmsg",
          "kpagecgroup",
          "kpagecount",
          "kpageflags",
          "latency_stats",
          "modules",
          "mtrr",
          "pagetypeinfo",
          "sched_debug",
          "scsi",
          "slabinfo",
          "softirqs",
          "sysrq-trigger",
          "timer_list",
          "timer_stats",
          "vmallocinfo",
          "zoneinfo");

  private final PlanWriter steps = new PlanWriter();
  private final Set<String> made = new LinkedHashSet<>();
  private final Set<String> bound = new LinkedHashSet<>();
  private int count;

  private Root() {}

  /// The counted list of steps for a sandbox of `template`, as the cell reads it.
  static byte[] steps(Template template, Limits limits, Ids ids, Family family) throws IOException {
    Root root = new Root();
    root.system();
    root.etc(ids);
    root.writable(limits);
    root.devices();
    root.processes(family);
    for (Path bind : outermost(template.binds())) {
      root.bind(bind, READ_ONLY | NO_SUID | NO_DEVICES);
    }
    for (Path folder : template.writable()) {
      root.project(folder, ids);
    }
    template.masks().forEach(mask -> root.mask(inside(mask)));
    for (int at = 0; at < template.overlays().size(); at++) {
      root.overlay(template.overlays().get(at), at);
    }
    root.mask(WORK);
    byte[] all = root.steps.toByteArray();
    return new PlanWriter().u32(root.count).raw(all).toByteArray();
  }

  private void system() throws IOException {
    bind(Path.of("/usr"), READ_ONLY | NO_SUID | NO_DEVICES);
    HIDDEN.forEach(this::mask);
    for (String name : List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32")) {
      Path path = Path.of("/", name);
      if (Files.isSymbolicLink(path)) {
        link(name, Files.readSymbolicLink(path).toString());
      } else if (Files.isDirectory(path)) {
        bind(path, READ_ONLY | NO_SUID | NO_DEVICES);
      }
    }
  }

  private void etc(Ids ids) {
    directory("etc", 0755);
    String root = ids.init() == 0 ? "root:x:0:0:root:/root:/usr/sbin/nologin\n" : "";
    String user = "user:x:" + Ids.USER + ":" + Ids.USER + "::" + Sandbox.HOME + ":/bin/sh\n";
    String nobody = "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";
    file("etc/passwd", root + user + nobody);
    file("etc/group", "root:x:0:\ntty:x:5:\nuser:x:" + Ids.USER + ":\nnogroup:x:65534:\n");
    file("etc/hostname", "sandbox\n");
    file("etc/hosts", "127.0.0.1 localhost sandbox\n::1 localhost sandbox\n");
    file("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");
    file("etc/resolv.conf", "");
    link("etc/mtab", "/proc/self/mounts");
    for (String name : ETC) {
      Path path = Path.of("/etc", name);
      if (Files.isReadable(path)) {
        bind(path, READ_ONLY | NO_SUID | NO_DEVICES | NO_EXEC);
      }
    }
  }

  private void writable(Limits limits) {
    directory(WORK, 0700);
    // Files are memory: before the memory limit is met, the disk is full.
    long size = Math.min(limits.diskBytes(), limits.memoryBytes() - limits.memoryBytes() / 8);
    String options =
        "size=" + size + ",nr_inodes=" + (limits.diskFiles() + WRITABLE.size() + 1) + ",mode=700";
    fresh("tmpfs", WORK, MS_NOSUID | MS_NODEV, options);
    for (String name : WRITABLE) {
      String path = WORK + "/" + name;
      step(1).text(path).u32(name.equals("home") || name.equals("build") ? 0755 : 01777);
      step(4).text(path).u32(Ids.USER);
    }
    directory("home", 0755);
    again("home", Sandbox.HOME.substring(1));
    again("tmp", "tmp");
    again("build", Sandbox.BUILD.substring(1));
    directory("var", 0755);
    again("tmp", "var/tmp");
    directory("root", 0755);
    directory("run", 0755);
  }

  private void devices() {
    directory("dev", 0755);
    for (String name : List.of("null", "zero", "full", "random", "urandom", "tty")) {
      file("dev/" + name, "");
      source(Path.of("/dev", name), "dev/" + name, READ_ONLY | NO_SUID | NO_EXEC);
    }
    link("dev/fd", "/proc/self/fd");
    link("dev/stdin", "/proc/self/fd/0");
    link("dev/stdout", "/proc/self/fd/1");
    link("dev/stderr", "/proc/self/fd/2");
    link("dev/ptmx", "pts/ptmx");
    directory("dev/pts", 0755);
    fresh("devpts", "dev/pts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620,max=64");
    again("shm", "dev/shm");
  }

  private void processes(Family family) {
    directory("proc", 0555);
    fresh("proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "hidepid=2");
    // What holds for a zygote's namespaces would hold for all sandboxes within together.
    if (!(family instanceof Family.Zygote)) {
      // What is counted by user is counted for the user outside as well: a small share of it.
      write("proc/sys/user/max_inotify_instances", "8");
      write("proc/sys/user/max_inotify_watches", "4096");
      write("proc/sys/user/max_user_namespaces", "0");
    }
    PROC_HIDDEN.forEach(name -> mask("proc/" + name));
    step(9).text("proc/sys").u64(READ_ONLY | NO_SUID | NO_DEVICES | NO_EXEC);
  }

  private void overlay(Template.Overlay overlay, int number) throws IOException {
    String lower = ".lower" + number;
    directory(lower, 0755);
    source(overlay.lower().toRealPath(), lower, READ_ONLY | NO_SUID | NO_DEVICES);
    for (String part : List.of("upper", "work")) {
      String path = WORK + "/" + part + number;
      step(1).text(path).u32(0755);
      step(4).text(path).u32(Ids.USER);
    }
    String target = overlay.target().substring(1);
    foldersAbove(target, Ids.USER);
    step(1).text(target).u32(0755);
    String options =
        "lowerdir=%1$s,upperdir=%2$s/upper%3$d,workdir=%2$s/work%3$d,userxattr"
            .formatted(lower, WORK, number);
    fresh("overlay", target, MS_NOSUID | MS_NODEV, options);
    mask(lower);
  }

  /// Binds a host file or folder to the same path inside.
  private void bind(Path path, long attributes) {
    String target = inside(path);
    if (made.contains(target) || covered(target)) {
      return;
    }
    foldersAbove(target, 0);
    if (Files.isDirectory(path)) {
      directory(target, 0755);
    } else {
      file(target, "");
    }
    source(path, target, attributes);
    bound.add(target);
  }

  /// Binds a folder of the host that is changed from inside, but for what git does with it: hooks
  /// and filters run on the host.
  private void project(Path folder, Ids ids) throws IOException {
    String target = inside(folder);
    if (!covered(target)) {
      foldersAbove(target, 0);
      directory(target, 0755);
    }
    owned(folder, target, NO_SUID | NO_DEVICES, ids);
    Path git = folder.resolve(".git");
    if (Files.isSymbolicLink(git)) {
      // Whoever may change the folder could lead it elsewhere.
      throw SandboxException.caller(
          "'%s' is a link, and so cannot be kept from being changed; put in its place what it leads to, or show '%s' read-only"
              .formatted(git, folder));
    }
    if (Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
      owned(git, inside(git), READ_ONLY | NO_SUID | NO_DEVICES, ids);
    }
    bound.add(target);
  }

  /// Binds what belongs to whoever owns it so that it belongs to the programs inside.
  private void owned(Path source, String target, long attributes, Ids ids) throws IOException {
    if (ids.outside().isEmpty()) {
      source(source, target, attributes);
      return;
    }
    long outside = ids.outside().getAsLong();
    step(11).text(source.toString()).text(target).u64(attributes);
    for (String name : List.of("unix:uid", "unix:gid")) {
      steps.text(Files.getAttribute(source, name) + " " + outside + " 1\n");
    }
  }

  private boolean covered(String target) {
    return bound.stream().anyMatch(it -> target.equals(it) || target.startsWith(it + "/"));
  }

  private void foldersAbove(String target, int owner) {
    for (int at = target.indexOf('/'); at >= 0; at = target.indexOf('/', at + 1)) {
      String folder = target.substring(0, at);
      if (!made.contains(folder) && !covered(folder)) {
        directory(folder, 0755);
        if (owner != 0) {
          step(4).text(folder).u32(owner);
        }
      }
    }
  }

  private void directory(String path, int mode) {
    if (made.add(path)) {
      step(1).text(path).u32(mode);
    }
  }

  private void file(String path, String content) {
    made.add(path);
    step(2).text(path).u32(0644).text(content);
  }

  private void link(String path, String target) {
    made.add(path);
    step(3).text(path).text(target);
  }

  private void source(Path source, String target, long attributes) {
    step(5).text(source.toString()).text(target).u64(attributes);
  }

  private void again(String name, String target) {
    directory(target, 0755);
    step(6).text(WORK + "/" + name).text(target);
  }

  private void fresh(String type, String path, long flags, String options) {
    step(7).text(type).text(path).u64(flags).text(options);
  }

  private void write(String path, String value) {
    step(10).text(path).text(value);
  }

  private void mask(String path) {
    step(8).text(path);
  }

  private PlanWriter step(int kind) {
    count++;
    return steps.u8(kind);
  }

  private static String inside(Path path) {
    return path.toAbsolutePath().normalize().toString().substring(1);
  }

  /// The paths that no other path contains, in an order in which folders come before what is in
  /// them.
  private static List<Path> outermost(List<Path> paths) {
    List<Path> kept = new ArrayList<>();
    for (Path path : paths.stream().map(it -> it.toAbsolutePath().normalize()).sorted().toList()) {
      if (kept.stream().noneMatch(path::startsWith)
          && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        kept.add(path);
      }
    }
    return kept;
  }
}
