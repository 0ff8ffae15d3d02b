//! An engine as the JVM has one: a cell host, its folder of sockets, its control group; and sandboxes.

use crate::wire::{self, number, Payload, Talk};
use crate::Mode;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

pub type Try<T> = Result<T, String>;

/// Ids inside.
const USER: u32 = 1000;

/// Of mounts: read-only, nosuid, nodev, noexec (linux/mount.h).
const READ_ONLY: u64 = 1 | 2 | 4;
const DEVICE: u64 = 1 | 2 | 8;
/// nosuid, nodev (sys/mount.h).
const MS_PRIVATE: u64 = 2 | 4;

/// What a sandbox may consume.
#[derive(Clone)]
pub struct Limits {
    pub memory: u64,
    pub cpus: f64,
    pub processes: u32,
    pub disk: u64,
    pub disk_files: u64,
    pub wall_ms: u64,
    pub cpu_ms: u64,
    pub output: u64,
    /// What is bound as `/program`.
    pub bind: &'static str,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            memory: 64 << 20,
            cpus: 1.0,
            processes: 32,
            disk: 16 << 20,
            disk_files: 1000,
            wall_ms: 15_000,
            cpu_ms: 10_000,
            output: 1 << 20,
            bind: "/client",
        }
    }
}

pub struct Engine {
    host: Child,
    pub folder: PathBuf,
    /// The group that holds the sandboxes' groups, where control groups can be had.
    pub group: Option<PathBuf>,
    opened: u32,
}

impl Engine {
    pub fn start(mode: Mode) -> Try<Engine> {
        let name = format!("assay-{}", std::process::id());
        let folder = PathBuf::from("/tmp").join(&name);
        fs::create_dir(&folder).map_err(|failed| format!("{}: {failed}", folder.display()))?;
        let private = fs::Permissions::from_mode(0o700);
        fs::set_permissions(&folder, private).map_err(|failed| failed.to_string())?;
        let mut group = match mode.above() {
            Some(above) => Some(make_group(&above, &name)?),
            None => None,
        };
        let mut command = if mode == Mode::Scope {
            scope(&name)
        } else {
            Command::new("/cell")
        };
        let mut host = command
            .arg("host")
            .arg(folder.join("host"))
            .args(&group)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|failed| format!("/cell: {failed}"))?;
        let mut line = String::new();
        if let Some(out) = host.stdout.take() {
            let _ = BufReader::new(out).read_line(&mut line);
        }
        if line != "ready\n" {
            return Err(format!("the host said {line:?} instead of ready"));
        }
        if mode == Mode::Scope {
            group = Some(settle(host.id())?);
        }
        Ok(Engine {
            host,
            folder,
            group,
            opened: 0,
        })
    }

    pub fn open(&mut self, limits: &Limits) -> Try<Sandbox> {
        self.open_as(Family::Alone, limits)
    }

    /// A sandbox with a zygote, which `words` start.
    pub fn open_zygote(&mut self, words: &[&str]) -> Try<Sandbox> {
        let sandbox = self.open_as(Family::Zygote, &Limits::default())?;
        sandbox.park(words)?;
        Ok(sandbox)
    }

    /// A sandbox into which the zygote of another one may fork.
    pub fn open_within(&mut self, zygote: &Sandbox, limits: &Limits) -> Try<Sandbox> {
        self.open_as(Family::Of(&zygote.socket), limits)
    }

    fn open_as(&mut self, family: Family, limits: &Limits) -> Try<Sandbox> {
        self.opened += 1;
        let name = format!("s{}", self.opened);
        let socket = self.folder.join(&name);
        let group = self.group.as_ref().map(|it| it.join(&name));
        let ids = Ids::of(&family, self.opened);
        let plan = plan(&socket, &ids, group.as_deref(), limits)?;
        let plan = family.end(plan)?;
        let mut lifeline = self.connect()?;
        lifeline
            .send(wire::OPEN, &plan.0)
            .map_err(|broken| broken.to_string())?;
        lifeline.expect(wire::OPENED)?;
        Ok(Sandbox {
            lifeline,
            socket,
            group,
            limits: limits.clone(),
        })
    }

    pub fn connect(&self) -> Try<Talk> {
        Talk::connect(&self.folder.join("host")).map_err(|failed| format!("host: {failed}"))
    }

    pub fn pid(&self) -> i32 {
        self.host.id() as i32
    }

    /// Ends as the JVM does: the host sees the end of its standard input.
    pub fn close(mut self) -> Try<()> {
        drop(self.host.stdin.take());
        let ended = self.host.wait().map_err(|failed| failed.to_string())?;
        if ended.success() {
            Ok(())
        } else {
            Err(format!("the host ended with {ended}"))
        }
    }

    /// Ends the host in the middle of whatever it does.
    pub fn kill(mut self) {
        let _ = self.host.kill();
        let _ = self.host.wait();
    }
}

/// Makes `name` in `above`, with the controllers enabled for its children.
fn make_group(above: &Path, name: &str) -> Try<PathBuf> {
    let group = above.join(name);
    fs::create_dir(&group).map_err(|failed| format!("{}: {failed}", group.display()))?;
    for folder in [above, &group] {
        let file = folder.join("cgroup.subtree_control");
        fs::write(&file, "+cpu +memory +pids")
            .map_err(|failed| format!("{}: {failed}", file.display()))?;
    }
    Ok(group)
}

/// Has the user's systemd start the cell in a scope of its own, in this process's stead.
fn scope(name: &str) -> Command {
    let mut command = Command::new("systemd-run");
    command
        .args(["--user", "--scope", "--quiet", "--collect"])
        .args(["-p", "Delegate=yes", "--unit", name, "/cell"])
        .env_clear()
        .env("XDG_RUNTIME_DIR", format!("/run/user/{}", crate::SOMEBODY))
        .env("PATH", "/usr/bin:/bin");
    command
}

/// Moves the host to a leaf of its scope, because a group with processes cannot give controllers away,
/// and enables them for its siblings to be. Done from outside the scope, as the JVM does it.
fn settle(host: u32) -> Try<PathBuf> {
    let said = fs::read_to_string(format!("/proc/{host}/cgroup")).unwrap_or_default();
    let path = said.lines().find_map(|line| line.strip_prefix("0::/"));
    let scope = PathBuf::from("/sys/fs/cgroup").join(path.unwrap_or_default());
    let leaf = scope.join("host");
    let settled = fs::create_dir(&leaf)
        .and_then(|()| fs::write(leaf.join("cgroup.procs"), host.to_string()))
        .and_then(|()| fs::write(scope.join("cgroup.subtree_control"), "+cpu +memory +pids"));
    settled.map_err(|failed| format!("{}: {failed}", scope.display()))?;
    Ok(scope)
}

/// What a sandbox has to do with a zygote.
enum Family<'a> {
    Alone,
    Zygote,
    /// With the socket of the zygote's sandbox.
    Of(&'a Path),
}

impl Family<'_> {
    /// The end of a plan: the filter of what is started, and the family.
    fn end(&self, plan: Payload) -> Try<Payload> {
        let name = match self {
            Family::Zygote => "/zygote-filter",
            Family::Alone | Family::Of(_) => "/filter",
        };
        let filter = fs::read(name).map_err(|failed| format!("{name}: {failed}"))?;
        let plan = plan.bytes(&filter);
        Ok(match self {
            Family::Alone => plan.u8(0),
            Family::Zygote => plan.u8(1),
            Family::Of(socket) => plan.u8(2).text(&socket.to_string_lossy()),
        })
    }
}

struct Ids {
    uids: String,
    gids: String,
    /// Whether groups may be set: only root may allow it.
    setgroups: bool,
    init: u32,
}

impl Ids {
    /// Those of the `number`th sandbox.
    fn of(family: &Family, number: u32) -> Ids {
        // SAFETY: no arguments.
        let (uid, gid) = unsafe { (libc::getuid(), libc::getgid()) };
        let all = |map: String, setgroups, init| Ids {
            uids: map.clone(),
            gids: map,
            setgroups,
            init,
        };
        match (family, uid) {
            (Family::Of(_), 0) => {
                let own = 2000 + 2 * number;
                all(format!("0 {own} 1\n{USER} {} 1\n", own + 1), true, 0)
            }
            (Family::Of(_), _) => all(format!("{USER} {USER} 1\n"), false, USER),
            (_, 0) => all("0 1879048192 65536\n".to_string(), true, 0),
            _ => Ids {
                uids: format!("{USER} {uid} 1\n"),
                gids: format!("{USER} {gid} 1\n"),
                setgroups: false,
                init: USER,
            },
        }
    }
}

/// The plan up to its filter.
fn plan(socket: &Path, ids: &Ids, group: Option<&Path>, limits: &Limits) -> Try<Payload> {
    let mut plan = Payload::default()
        .text(&socket.to_string_lossy())
        .text("sandbox")
        .text(&ids.uids)
        .text(&ids.gids)
        .u8(u8::from(ids.setgroups))
        .u32(ids.init)
        .u32(USER);
    plan = groups(plan, group, limits);
    plan = root(plan, limits);
    Ok(plan.text("/home/user"))
}

fn groups(plan: Payload, group: Option<&Path>, limits: &Limits) -> Payload {
    let group = match group {
        Some(group) => group,
        None => {
            let none = |plan: Payload| plan.text("").text("").u64(1);
            return none(none(none(none(plan.u32(0)))));
        }
    };
    let mut writes = vec![
        ("memory.max", limits.memory.to_string()),
        (
            "cpu.max",
            format!("{} 100000", (limits.cpus * 100_000.0) as u64),
        ),
        ("pids.max", (limits.processes + 1).to_string()),
    ];
    if group.with_file_name("memory.swap.max").exists() {
        writes.push(("memory.swap.max", "0".to_string()));
    }
    let mut plan = plan
        .u32(1)
        .text(&group.to_string_lossy())
        .u32(writes.len() as u32);
    for (file, value) in &writes {
        plan = plan.text(file).text(value);
    }
    plan = plan.text("");
    for (file, key, unit) in [
        ("cpu.stat", "usage_usec", 1000),
        ("memory.peak", "", 1),
        ("memory.events", "oom_kill", 1),
        ("pids.events", "max", 1),
    ] {
        let path = group.join(file);
        plan = plan.text(&path.to_string_lossy()).text(key).u64(unit);
    }
    plan
}

/// The file system: what the JVM makes, without the host's toolchains.
fn root(plan: Payload, limits: &Limits) -> Payload {
    let step = |kind: u8| Payload::default().u8(kind);
    let folder = |path: &str, mode| step(1).text(path).u32(mode);
    let file = |path: &str, content: &str| step(2).text(path).u32(0o644).text(content);
    let bind = |host: &str, path: &str, with| step(5).text(host).text(path).u64(with);
    let again = |from: &str, path: &str| step(6).text(from).text(path);
    let fresh = |kind: &str, path: &str, flags, options: &str| {
        step(7).text(kind).text(path).u64(flags).text(options)
    };
    let mut steps = vec![
        folder("etc", 0o755),
        file("etc/passwd", "user:x:1000:1000::/home/user:/bin/sh\n"),
        folder(".work", 0o700),
        fresh(
            "tmpfs",
            ".work",
            MS_PRIVATE,
            &format!(
                "size={},nr_inodes={},mode=700",
                limits.disk,
                limits.disk_files + 5
            ),
        ),
    ];
    for name in ["home", "tmp", "shm"] {
        let path = format!(".work/{name}");
        steps.push(folder(&path, 0o755));
        steps.push(step(4).text(&path).u32(USER));
    }
    for name in ["home", "home/user", "tmp", "dev", "dev/shm"] {
        steps.push(folder(name, 0o755));
    }
    steps.push(again(".work/home", "home/user"));
    steps.push(again(".work/tmp", "tmp"));
    steps.push(again(".work/shm", "dev/shm"));
    for name in ["dev/null", "dev/zero", "dev/urandom"] {
        steps.push(file(name, ""));
        steps.push(bind(&format!("/{name}"), name, DEVICE));
    }
    steps.push(folder("dev/pts", 0o755));
    let pts = "newinstance,ptmxmode=0666,mode=620";
    steps.push(fresh("devpts", "dev/pts", 2 | 8, pts));
    steps.push(folder("proc", 0o555));
    steps.push(fresh("proc", "proc", MS_PRIVATE | 8, "hidepid=2"));
    for name in [
        "kcore",
        "keys",
        "kmsg",
        "sysrq-trigger",
        "acpi",
        "not-there",
    ] {
        steps.push(step(8).text(&format!("proc/{name}")));
    }
    for name in ["bus", "fs", "irq", "sys", "not-there"] {
        steps.push(step(9).text(&format!("proc/{name}")).u64(READ_ONLY | 8));
    }
    steps.push(file("program", ""));
    steps.push(bind(limits.bind, "program", READ_ONLY));
    steps.push(step(8).text(".work"));
    let mut plan = plan.u32(steps.len() as u32);
    for step in steps {
        plan.0.extend(step.0);
    }
    plan
}

pub struct Sandbox {
    lifeline: Talk,
    pub socket: PathBuf,
    pub group: Option<PathBuf>,
    limits: Limits,
}

/// How an execution ended, and what it said.
#[derive(Default, Debug)]
pub struct Ended {
    /// 0 exited, 1 signalled, 2 limit reached, 3 cancelled.
    pub kind: u8,
    pub value: u32,
    pub hits: u8,
    pub cpu_ms: u64,
    pub wall_ms: u64,
    pub peak: u64,
    pub output: u64,
    pub stdout: Vec<u8>,
}

impl Sandbox {
    pub fn talk(&self) -> Try<Talk> {
        Talk::connect(&self.socket).map_err(|failed| format!("init: {failed}"))
    }

    /// Starts `/program` with `words`; returns the conversation and the execution's number.
    pub fn start(&self, words: &[&str]) -> Try<(Talk, u32)> {
        self.begin(wire::START, words)
    }

    /// Has whoever waits for an order do what `words` say.
    pub fn hand(&self, words: &[&str]) -> Try<(Talk, u32)> {
        self.begin(wire::HAND, words)
    }

    /// Has a program started ahead of its order, or forked by the sandbox's zygote.
    pub fn park(&self, words: &[&str]) -> Try<()> {
        let mut talk = self.talk()?;
        talk.send(wire::PARK, &self.order(words, &[]).0)
            .map_err(|broken| broken.to_string())?;
        talk.expect(wire::DONE).map(|_| ())
    }

    fn begin(&self, kind: u8, words: &[&str]) -> Try<(Talk, u32)> {
        let limits = &self.limits;
        // SAFETY: no arguments.
        let inits = u64::from(unsafe { libc::getuid() } != 0);
        // Where the group counts too, it is to be met first: only it tells that it was.
        let spare = inits + u64::from(self.group.is_some());
        let ceilings = [
            (libc::RLIMIT_CPU, limits.cpu_ms / 1000 + 2),
            (libc::RLIMIT_CORE, 0),
            (libc::RLIMIT_NPROC, u64::from(limits.processes) + spare),
            (libc::RLIMIT_NOFILE, 64),
        ];
        let order = self.order(words, &ceilings);
        let mut talk = self.talk()?;
        talk.send(kind, &order.0)
            .map_err(|broken| broken.to_string())?;
        let started = talk.expect(wire::STARTED)?;
        Ok((talk, number(&started, 0, 4) as u32))
    }

    fn order(&self, words: &[&str], ceilings: &[(u32, u64)]) -> Payload {
        let limits = &self.limits;
        let mut order = Payload::default()
            .u32(words.len() as u32 + 1)
            .text("/program");
        for word in words {
            order = order.text(word);
        }
        order = order.u32(1).text("HOME=/home/user").text("/home/user");
        order = order.u32(ceilings.len() as u32);
        for (resource, most) in ceilings {
            order = order.u32(*resource).u64(*most);
        }
        let sampled = if self.group.is_some() {
            0
        } else {
            limits.memory
        };
        order
            .u64(limits.wall_ms.saturating_mul(1_000_000))
            .u64(limits.cpu_ms.saturating_mul(1_000_000))
            .u64(limits.output)
            .u64(sampled)
            .u32(limits.processes)
            .u32(64)
    }

    pub fn run(&self, words: &[&str]) -> Try<Ended> {
        self.start(words).and_then(|(talk, _)| outcome(talk))
    }

    pub fn feed(&self, words: &[&str], stdin: &[u8]) -> Try<Ended> {
        let (mut talk, _) = self.start(words)?;
        talk.send(wire::STDIN, stdin)
            .and_then(|()| talk.send(wire::STDIN_END, &[]))
            .map_err(|broken| broken.to_string())?;
        outcome(talk)
    }

    /// Waits for the sandbox's own end: (wait status of its init, whether memory had run out).
    pub fn own_end(&mut self) -> Try<(u64, bool)> {
        let ended = self.lifeline.expect(wire::ENDED)?;
        Ok((number(&ended, 0, 4), number(&ended, 4, 1) == 1))
    }

    /// Closes the sandbox; returns once the cell has let go of it.
    pub fn close(self) -> Try<()> {
        self.lifeline.finish()
    }
}

/// Waits for an execution's end.
pub fn outcome(mut talk: Talk) -> Try<Ended> {
    let mut ended = Ended::default();
    loop {
        let (kind, payload) = talk
            .receive()
            .map_err(|broken| format!("lost the sandbox: {broken}"))?;
        match kind {
            wire::STDOUT => ended.stdout.extend(payload),
            wire::STDERR => {}
            wire::ENDED => {
                ended.kind = number(&payload, 0, 1) as u8;
                ended.value = number(&payload, 1, 4) as u32;
                ended.hits = number(&payload, 5, 1) as u8;
                ended.cpu_ms = number(&payload, 6, 8) / 1_000_000;
                ended.wall_ms = number(&payload, 14, 8) / 1_000_000;
                ended.peak = number(&payload, 22, 8);
                ended.output = number(&payload, 30, 8);
                return Ok(ended);
            }
            wire::FAILED => return Err(wire::failure(&payload)),
            other => return Err(format!("frame {other} in the middle of a run")),
        }
    }
}
