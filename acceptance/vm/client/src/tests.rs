//! What must hold. Each test opens its own sandbox and gives back what it measured.

use crate::sandbox::{outcome, Ended, Engine, Limits, Sandbox, Try};
use crate::wire::{self, Payload};
use crate::Mode;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const MEGABYTE: u64 = 1 << 20;

// Bits of `limitsHit`, and numbers of limits.
const TIME: u32 = 0;
const CPU: u32 = 1;
const MEMORY: u32 = 2;
const PROCESSES: u32 = 3;
const DISK: u32 = 4;
const OUTPUT: u32 = 5;

const EXITED: u8 = 0;
const SIGNALLED: u8 = 1;
const LIMIT: u8 = 2;
const CANCELLED: u8 = 3;

type Test = (&'static str, fn(Mode, &mut Engine) -> Try<String>);

const TESTS: &[Test] = &[
    ("exit codes are the program's", exit_codes),
    ("signals are told as signals", signals),
    ("streams are carried byte by byte", streams),
    ("files go in and out", files),
    ("a program sees its sandbox only", view),
    ("the filter refuses and lets through", filter),
    ("the memory limit ends a hog", memory),
    (
        "the memory limit ends with a grandchild's hog",
        memory_of_grandchild,
    ),
    (
        "the memory limit ends with a hog below that nobody missed",
        memory_survived,
    ),
    ("memory in files is memory", memory_in_files),
    ("an init that memory ran out for is told", memory_of_init),
    ("nobody hides from the limits", hidden),
    ("the processes limit refuses forks", processes),
    ("the cpu quota holds", quota),
    ("the cpu-time limit ends a spinner", cpu_time),
    (
        "the cpu time of many short processes counts",
        cpu_time_below,
    ),
    ("the wall limit ends a sleeper", wall),
    ("the disk limit refuses bytes", disk),
    ("the disk limit refuses files", disk_files),
    ("the output limit ends a printer", output),
    ("a cancelled program ends", cancelled),
    ("a daemon ends with its program", daemon),
    ("what a run did is not told of the next one", next_run),
    (
        "a failed set-up names its step and leaves nothing",
        failed_setup,
    ),
    ("a closed sandbox leaves nothing", closed),
    ("a zygote's fork is in its sandbox's group", fork_in_group),
    (
        "a zygote's fork has its sandbox's memory, and no other",
        fork_memory,
    ),
    (
        "a zygote's fork has its sandbox's processes",
        fork_processes,
    ),
    ("a zygote's fork has its sandbox's cpu time", fork_cpu_time),
    (
        "a fork that cannot join its group is none",
        fork_outside_group,
    ),
    (
        "a fork that does not join its group is none",
        fork_that_stays,
    ),
];

/// Tests that end the engine.
const ENDINGS: &[Ending] = &[
    ("a closed engine leaves nothing", engine_closed),
    ("a killed JVM leaves nothing", jvm_killed),
    ("a killed host leaves no process", host_killed),
];

type Ending = (&'static str, fn(Mode) -> Try<String>);

/// Runs all; true if one failed.
pub fn run(mode: Mode) -> bool {
    let mut passed = 0;
    let mut failed = 0;
    let mut tell = |name: &str, result: Try<String>, time: Duration| {
        let place = mode.word();
        let seconds = time.as_secs_f32();
        match result {
            Ok(fact) => {
                passed += 1;
                println!("ok     {place}: {name} ({seconds:.1} s) {fact}");
            }
            Err(why) => {
                failed += 1;
                println!("FAILED {place}: {name}: {why}");
            }
        }
    };
    for (name, test) in TESTS {
        bound(name);
        let start = Instant::now();
        // An engine for each: what one test breaks is not the next one's trouble.
        let result = Engine::start(mode).and_then(|mut engine| {
            let result = test(mode, &mut engine);
            engine.close().and(result)
        });
        tell(name, result, start.elapsed());
    }
    for (name, test) in ENDINGS {
        bound(name);
        let start = Instant::now();
        tell(name, test(mode), start.elapsed());
    }
    println!("{}: {passed} passed, {failed} failed", mode.word());
    failed > 0
}

/// A test that does not come back ends this process, and the one that started it says where things stood.
fn bound(name: &str) {
    let _ = fs::write("/tmp/test", name);
    // SAFETY: plain integers.
    unsafe { libc::alarm(40) };
}

/// What every process of ours was doing, for a test that did not come back.
pub fn tell_where() {
    println!(
        "it was: {}",
        fs::read_to_string("/tmp/test").unwrap_or_default()
    );
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let read = |name: &str| fs::read_to_string(entry.path().join(name)).unwrap_or_default();
        if ["cell\n", "program\n", "client\n"].contains(&read("comm").as_str()) {
            println!("{}{}{}", read("stat"), read("syscall"), read("stack"));
        }
    }
}

fn require(holds: bool, otherwise: impl FnOnce() -> String) -> Try<()> {
    if holds {
        Ok(())
    } else {
        Err(otherwise())
    }
}

fn ended_as(ended: &Ended, kind: u8, value: u32) -> Try<()> {
    require(ended.kind == kind && ended.value == value, || {
        format!("ended as {ended:?} instead of {kind} {value}")
    })
}

fn hit(ended: &Ended, limit: u32) -> Try<()> {
    require(ended.hits == 1 << limit, || {
        format!("limitsHit {:#b} instead of {:#b}", ended.hits, 1 << limit)
    })
}

fn about(value: u64, least: u64, most: u64, what: &str) -> Try<()> {
    require((least..=most).contains(&value), || {
        format!("{what} is {value}, not {least} to {most}")
    })
}

fn one(engine: &mut Engine, limits: &Limits, words: &[&str]) -> Try<Ended> {
    let sandbox = engine.open(limits)?;
    let ended = sandbox.run(words)?;
    sandbox.close()?;
    Ok(ended)
}

fn exit_codes(_: Mode, engine: &mut Engine) -> Try<String> {
    let sandbox = engine.open(&Limits::default())?;
    for code in [0, 1, 3, 127, 255] {
        let ended = sandbox.run(&["exit", &code.to_string()])?;
        ended_as(&ended, EXITED, code)?;
        require(ended.hits == 0, || format!("limitsHit {}", ended.hits))?;
    }
    Ok(String::new())
}

fn signals(_: Mode, engine: &mut Engine) -> Try<String> {
    let sandbox = engine.open(&Limits::default())?;
    for signal in [libc::SIGSEGV, libc::SIGKILL, libc::SIGTERM, libc::SIGABRT] {
        let ended = sandbox.run(&["signal", &signal.to_string()])?;
        ended_as(&ended, SIGNALLED, signal as u32)?;
    }
    Ok(String::new())
}

fn streams(_: Mode, engine: &mut Engine) -> Try<String> {
    let sandbox = engine.open(&Limits::default())?;
    let bytes: Vec<u8> = (0..300_000u32).map(|at| (at * 7 % 256) as u8).collect();
    let ended = sandbox.feed(&["echo"], &bytes)?;
    ended_as(&ended, EXITED, 0)?;
    require(ended.stdout == bytes, || "other bytes came back".into())?;
    about(ended.output, 300_000, 300_000, "output")?;
    Ok(String::new())
}

fn files(_: Mode, engine: &mut Engine) -> Try<String> {
    let sandbox = engine.open(&Limits::default())?;
    let broken = |failed: std::io::Error| failed.to_string();
    let mut talk = sandbox.talk()?;
    let order = Payload::default().text("deep/below/file").u8(1);
    talk.send(wire::WRITE, &order.0).map_err(broken)?;
    talk.send(wire::DATA, b"content").map_err(broken)?;
    talk.send(wire::END, &[]).map_err(broken)?;
    talk.expect(wire::DONE)?;
    let order = Payload::default()
        .text("/home/user/deep/below/file")
        .u64(100);
    talk.send(wire::READ, &order.0).map_err(broken)?;
    let content = talk.expect(wire::DATA)?;
    talk.expect(wire::END)?;
    require(content == b"content", || "other bytes came back".into())?;
    let order = Payload::default().text("/etc/passwd").u8(0);
    talk.send(wire::WRITE, &order.0).map_err(broken)?;
    talk.send(wire::END, &[]).map_err(broken)?;
    match talk.expect(wire::DONE) {
        Ok(_) => Err("/etc/passwd was written".into()),
        Err(refused) => Ok(refused),
    }
}

fn view(mode: Mode, engine: &mut Engine) -> Try<String> {
    let ended = one(engine, &Limits::default(), &["look"])?;
    let text = String::from_utf8_lossy(&ended.stdout).into_owned();
    let mut expected = vec![
        "uid 1000",
        "CapEff: 0000000000000000",
        "CapBnd: 0000000000000000",
        "NoNewPrivs: 1",
        "Seccomp: 2",
    ];
    if mode != Mode::Undelegated {
        expected.push("0::/");
        expected.push("pids");
    }
    if mode == Mode::Root {
        expected.push("oom 1000");
    }
    for line in expected {
        require(text.lines().any(|it| it.starts_with(line)), || {
            format!("{line:?} is missing in {text:?}")
        })?;
    }
    Ok(String::new())
}

fn filter(_: Mode, engine: &mut Engine) -> Try<String> {
    let ended = one(engine, &Limits::default(), &["calls"])?;
    let said = String::from_utf8_lossy(&ended.stdout).replace('\n', "; ");
    require(ended.kind == EXITED && ended.value == 0, || said)?;
    Ok(String::new())
}

fn memory(mode: Mode, engine: &mut Engine) -> Try<String> {
    let limits = Limits::default();
    let sandbox = engine.open(&limits)?;
    let ended = sandbox.run(&["hog", "160"])?;
    ended_as(&ended, LIMIT, MEMORY)?;
    hit(&ended, MEMORY)?;
    let most = if mode == Mode::Undelegated { 170 } else { 64 };
    about(ended.peak, 60 * MEGABYTE, most * MEGABYTE, "the peak")?;
    Ok(format!("peak {} KiB", ended.peak >> 10))
}

fn memory_of_grandchild(mode: Mode, engine: &mut Engine) -> Try<String> {
    let sandbox = engine.open(&Limits::default())?;
    let ended = sandbox.run(&["hog-below", "160", "go-on"])?;
    ended_as(&ended, LIMIT, MEMORY)?;
    hit(&ended, MEMORY)?;
    let most = if mode == Mode::Undelegated { 170 } else { 64 };
    about(ended.peak, 60 * MEGABYTE, most * MEGABYTE, "the peak")?;
    require(ended.wall_ms < 9_000, || {
        format!("after {} ms", ended.wall_ms)
    })?;
    Ok(format!("after {} ms", ended.wall_ms))
}

fn memory_survived(_: Mode, engine: &mut Engine) -> Try<String> {
    let ended = one(engine, &Limits::default(), &["hog-below", "160", "exit"])?;
    hit(&ended, MEMORY)?;
    ended_as(&ended, LIMIT, MEMORY)?;
    Ok(String::new())
}

fn memory_in_files(_: Mode, engine: &mut Engine) -> Try<String> {
    let limits = Limits {
        memory: 32 * MEGABYTE,
        disk: 64 * MEGABYTE,
        ..Limits::default()
    };
    let mut sandbox = engine.open(&limits)?;
    let ended = match sandbox.run(&["fill", "/tmp/file", "60"]) {
        Err(lost) if lost.starts_with("lost") => {
            let (_, out_of_memory) = sandbox.own_end()?;
            require(out_of_memory, || lost)?;
            return Ok("init went with it".into());
        }
        ended => ended?,
    };
    require(ended.hits & 1 << MEMORY != 0, || {
        format!("ended as {ended:?}")
    })?;
    let told = ended.kind == LIMIT && ended.value == MEMORY;
    require(told, || format!("ended as {ended:?}"))?;
    // The files are still there and hold all that the sandbox may have.
    let next = match sandbox.run(&["exit", "0"]) {
        Err(lost) if lost.starts_with("lost") => {
            let (_, out_of_memory) = sandbox.own_end()?;
            require(out_of_memory, || lost)?;
            return Ok("the next run ended init".into());
        }
        next => next.map(|it| (it.kind, it.value)),
    };
    Ok(format!("peak {} KiB, next {next:?}", ended.peak >> 10))
}

fn hidden(_: Mode, engine: &mut Engine) -> Try<String> {
    let ended = one(engine, &Limits::default(), &["hide-and", "hog", "160"])?;
    ended_as(&ended, LIMIT, MEMORY)?;
    let limits = Limits {
        cpu_ms: 400,
        ..Limits::default()
    };
    let sandbox = engine.open(&limits)?;
    let ended = sandbox.run(&["hide-and", "spin", "10000"])?;
    ended_as(&ended, LIMIT, CPU)?;
    let ended = sandbox.run(&["hide-and", "spin-below", "30", "100"])?;
    ended_as(&ended, LIMIT, CPU)?;
    Ok(String::new())
}

/// What files hold cannot be taken away by ending programs: in the end the kernel takes init.
fn memory_of_init(mode: Mode, engine: &mut Engine) -> Try<String> {
    if mode == Mode::Undelegated {
        return Ok("not here: nothing ends it".into());
    }
    let mut sandbox = engine.open(&Limits::default())?;
    let group = sandbox.group.clone().unwrap_or_default();
    fs::write(group.join("memory.max"), "4096").map_err(|failed| failed.to_string())?;
    // It may take until init next needs memory.
    let _ = sandbox.run(&["exit", "0"]);
    let (status, out_of_memory) = sandbox.own_end()?;
    require(status == libc::SIGKILL as u64 && out_of_memory, || {
        format!("status {status}, out of memory: {out_of_memory}")
    })?;
    nothing_in(&engine.folder, engine.group.as_deref())?;
    Ok(String::new())
}

fn processes(_: Mode, engine: &mut Engine) -> Try<String> {
    let limits = Limits {
        processes: 8,
        ..Limits::default()
    };
    let ended = one(engine, &limits, &["forks", "50"])?;
    ended_as(&ended, EXITED, 0)?;
    hit(&ended, PROCESSES)?;
    let said = String::from_utf8_lossy(&ended.stdout).trim().to_string();
    require(said == format!("7 {}", libc::EAGAIN), || {
        format!("forks and errno were {said}")
    })?;
    Ok(String::new())
}

fn quota(mode: Mode, engine: &mut Engine) -> Try<String> {
    if mode == Mode::Undelegated {
        return Ok("not here: nothing can keep it".into());
    }
    let limits = Limits {
        cpus: 0.5,
        ..Limits::default()
    };
    let ended = one(engine, &limits, &["spin", "2000"])?;
    ended_as(&ended, EXITED, 0)?;
    let share = ended.cpu_ms * 100 / ended.wall_ms;
    about(share, 30, 60, "the share of a processor, in percent,")?;
    Ok(format!("{} ms of {} ms", ended.cpu_ms, ended.wall_ms))
}

fn cpu_time(_: Mode, engine: &mut Engine) -> Try<String> {
    let limits = Limits {
        cpu_ms: 400,
        ..Limits::default()
    };
    let ended = one(engine, &limits, &["spin", "10000"])?;
    ended_as(&ended, LIMIT, CPU)?;
    hit(&ended, CPU)?;
    about(ended.cpu_ms, 400, 5000, "cpu time")?;
    Ok(format!("{} ms", ended.cpu_ms))
}

fn cpu_time_below(_: Mode, engine: &mut Engine) -> Try<String> {
    let limits = Limits {
        cpu_ms: 400,
        ..Limits::default()
    };
    let ended = one(engine, &limits, &["spin-below", "30", "400"])?;
    ended_as(&ended, LIMIT, CPU)?;
    about(ended.cpu_ms, 400, 5000, "cpu time")?;
    Ok(format!("{} ms", ended.cpu_ms))
}

fn wall(_: Mode, engine: &mut Engine) -> Try<String> {
    let limits = Limits {
        wall_ms: 500,
        ..Limits::default()
    };
    let ended = one(engine, &limits, &["sleep", "30000"])?;
    ended_as(&ended, LIMIT, TIME)?;
    hit(&ended, TIME)?;
    about(ended.wall_ms, 500, 10_000, "wall time")?;
    Ok(format!("{} ms", ended.wall_ms))
}

fn disk(_: Mode, engine: &mut Engine) -> Try<String> {
    let ended = one(engine, &Limits::default(), &["fill", "/tmp/file", "30"])?;
    ended_as(&ended, EXITED, libc::ENOSPC as u32)?;
    hit(&ended, DISK)?;
    Ok(String::new())
}

fn disk_files(_: Mode, engine: &mut Engine) -> Try<String> {
    let limits = Limits {
        disk_files: 100,
        ..Limits::default()
    };
    let ended = one(engine, &limits, &["files", "/tmp", "200"])?;
    ended_as(&ended, EXITED, libc::ENOSPC as u32)?;
    hit(&ended, DISK)?;
    Ok(format!(
        "{} files",
        String::from_utf8_lossy(&ended.stdout).trim()
    ))
}

fn output(_: Mode, engine: &mut Engine) -> Try<String> {
    let ended = one(engine, &Limits::default(), &["print", "20000000"])?;
    ended_as(&ended, LIMIT, OUTPUT)?;
    hit(&ended, OUTPUT)?;
    about(
        ended.stdout.len() as u64,
        MEGABYTE,
        MEGABYTE,
        "what was passed on",
    )?;
    Ok(String::new())
}

fn cancelled(_: Mode, engine: &mut Engine) -> Try<String> {
    let sandbox = engine.open(&Limits::default())?;
    let (talk, number) = sandbox.start(&["sleep", "30000"])?;
    let mut other = sandbox.talk()?;
    other
        .send(wire::CANCEL, &Payload::default().u32(number).0)
        .map_err(|broken| broken.to_string())?;
    other.expect(wire::DONE)?;
    let ended = outcome(talk)?;
    ended_as(&ended, CANCELLED, 0)?;
    // A reader that leaves ends the program as well.
    let (talk, _) = sandbox.start(&["sleep", "30000"])?;
    drop(talk);
    gone_below(1, &sandbox)?;
    Ok(String::new())
}

/// Waits until at most `most` processes are in the sandbox, init among them.
fn gone_below(most: usize, sandbox: &Sandbox) -> Try<()> {
    let count = || match &sandbox.group {
        Some(group) => {
            fs::read_to_string(group.join("cgroup.procs")).map_or(0, |text| text.lines().count())
        }
        None => 1 + named("program").len(),
    };
    eventually(
        || count() <= most,
        || format!("{} processes are left", count()),
    )
}

fn eventually(mut holds: impl FnMut() -> bool, otherwise: impl FnOnce() -> String) -> Try<()> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(5) {
        if holds() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Err(otherwise())
}

/// The processes of the machine with this name, zombies left out.
fn named(name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
        if stat.contains(&format!(" ({name}) ")) && !stat.contains(") Z ") {
            found.push(stat);
        }
    }
    found
}

fn daemon(_: Mode, engine: &mut Engine) -> Try<String> {
    let sandbox = engine.open(&Limits::default())?;
    let ended = sandbox.run(&["daemon"])?;
    ended_as(&ended, EXITED, 0)?;
    require(ended.stdout == b"alive\n", || "it never lived".into())?;
    let left = named("program");
    require(left.is_empty(), || format!("left: {left:?}"))?;
    gone_below(1, &sandbox)?;
    Ok(format!("after {} ms", ended.wall_ms))
}

fn next_run(_: Mode, engine: &mut Engine) -> Try<String> {
    let sandbox = engine.open(&Limits::default())?;
    ended_as(&sandbox.run(&["hog", "160"])?, LIMIT, MEMORY)?;
    let ended = sandbox.run(&["exit", "3"])?;
    ended_as(&ended, EXITED, 3)?;
    require(ended.hits == 0, || format!("limitsHit {}", ended.hits))?;
    about(ended.peak >> 10, 100, 16 << 10, "the peak in KiB")?;
    Ok(format!("peak {} KiB", ended.peak >> 10))
}

fn failed_setup(_: Mode, engine: &mut Engine) -> Try<String> {
    let limits = Limits {
        bind: "/not-there",
        ..Limits::default()
    };
    let refused = match engine.open(&limits) {
        Ok(_) => return Err("it was opened".into()),
        Err(refused) => refused,
    };
    require(refused.contains("/not-there"), || refused.clone())?;
    nothing_in(&engine.folder, engine.group.as_deref())?;
    // And the host goes on.
    ended_as(&one(engine, &Limits::default(), &["exit", "0"])?, EXITED, 0)?;
    Ok(refused)
}

/// No socket but the host's, no group of a sandbox.
fn nothing_in(folder: &Path, group: Option<&Path>) -> Try<()> {
    let sockets = || -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries
            .map(|it| it.path())
            .filter(|it| !it.ends_with("host"))
            .collect()
    };
    let groups = || -> Vec<PathBuf> {
        let entries = group.into_iter().flat_map(fs::read_dir).flatten().flatten();
        entries
            .map(|it| it.path())
            .filter(|it| it.is_dir() && !it.ends_with("host"))
            .collect()
    };
    eventually(
        || sockets().is_empty() && groups().is_empty(),
        || format!("left: {:?} {:?}", sockets(), groups()),
    )
}

fn closed(_: Mode, engine: &mut Engine) -> Try<String> {
    let sandbox = engine.open(&Limits::default())?;
    let (talk, _) = sandbox.start(&["hog", "20"])?;
    let start = Instant::now();
    let (socket, group) = (sandbox.socket.clone(), sandbox.group.clone());
    sandbox.close()?;
    let time = start.elapsed();
    let left = named("program");
    require(left.is_empty(), || format!("left: {left:?}"))?;
    require(!socket.exists(), || "its socket is left".into())?;
    drop(talk);
    let at_once = !group.map_or(false, |it| it.exists());
    nothing_in(&engine.folder, engine.group.as_deref())?;
    Ok(format!(
        "{} ms, group gone at once: {at_once}",
        time.as_millis()
    ))
}

/// A sandbox of `limits` with a fork of `zygote` that waits for its order.
fn forked(engine: &mut Engine, zygote: &Sandbox, limits: &Limits) -> Try<Sandbox> {
    let sandbox = engine.open_within(zygote, limits)?;
    sandbox.park(&["nothing"])?;
    Ok(sandbox)
}

/// Whether `count` processes, init among them, are in the sandbox's group.
fn in_group(sandbox: &Sandbox, count: usize) -> Try<()> {
    let procs = sandbox
        .group
        .clone()
        .unwrap_or_default()
        .join("cgroup.procs");
    let text = fs::read_to_string(&procs).map_err(|failed| failed.to_string())?;
    require(text.lines().count() == count, || {
        format!("{} has {text:?} instead of {count}", procs.display())
    })
}

fn fork_in_group(mode: Mode, engine: &mut Engine) -> Try<String> {
    let zygote = engine.open_zygote(&["zygote"])?;
    let sandbox = forked(engine, &zygote, &Limits::default())?;
    if mode != Mode::Undelegated {
        in_group(&zygote, 2)?;
        in_group(&sandbox, 2)?;
    }
    let (talk, _) = sandbox.hand(&["look"])?;
    let ended = outcome(talk)?;
    ended_as(&ended, EXITED, 0)?;
    let text = String::from_utf8_lossy(&ended.stdout).into_owned();
    let mut expected = vec![
        "uid 1000",
        "pids 1",
        "CapEff: 0000000000000000",
        "CapBnd: 0000000000000000",
        "NoNewPrivs: 1",
        "Seccomp: 2",
    ];
    if mode != Mode::Undelegated {
        expected.push("0::/");
    }
    for line in expected {
        require(text.lines().any(|it| it == line), || {
            format!("{line:?} is missing in {text:?}")
        })?;
    }
    Ok(String::new())
}

fn fork_memory(mode: Mode, engine: &mut Engine) -> Try<String> {
    let zygote = engine.open_zygote(&["zygote"])?;
    let neighbour = forked(engine, &zygote, &Limits::default())?;
    let sandbox = forked(engine, &zygote, &Limits::default())?;
    let (beside, _) = neighbour.hand(&["hog", "40"])?;
    let (talk, _) = sandbox.hand(&["hog", "160"])?;
    let ended = outcome(talk)?;
    ended_as(&ended, LIMIT, MEMORY)?;
    hit(&ended, MEMORY)?;
    let most = if mode == Mode::Undelegated { 170 } else { 64 };
    about(ended.peak, 60 * MEGABYTE, most * MEGABYTE, "the peak")?;
    let unharmed = outcome(beside)?;
    ended_as(&unharmed, EXITED, 0)?;
    require(unharmed.hits == 0, || {
        format!("limitsHit {}", unharmed.hits)
    })?;
    about(unharmed.peak, 40 * MEGABYTE, 60 * MEGABYTE, "its peak")?;
    // The zygote is as it was.
    let next = forked(engine, &zygote, &Limits::default())?;
    ended_as(&outcome(next.hand(&["exit", "3"])?.0)?, EXITED, 3)?;
    Ok(format!(
        "peaks {} and {} KiB",
        ended.peak >> 10,
        unharmed.peak >> 10
    ))
}

fn fork_processes(_: Mode, engine: &mut Engine) -> Try<String> {
    let zygote = engine.open_zygote(&["zygote"])?;
    let limits = Limits {
        processes: 8,
        ..Limits::default()
    };
    let sandbox = forked(engine, &zygote, &limits)?;
    let ended = outcome(sandbox.hand(&["forks", "50"])?.0)?;
    ended_as(&ended, EXITED, 0)?;
    hit(&ended, PROCESSES)?;
    let said = String::from_utf8_lossy(&ended.stdout).trim().to_string();
    require(said == format!("7 {}", libc::EAGAIN), || {
        format!("forks and errno were {said}")
    })?;
    Ok(String::new())
}

fn fork_cpu_time(_: Mode, engine: &mut Engine) -> Try<String> {
    let zygote = engine.open_zygote(&["zygote"])?;
    let limits = Limits {
        cpu_ms: 400,
        ..Limits::default()
    };
    let sandbox = forked(engine, &zygote, &limits)?;
    let ended = outcome(sandbox.hand(&["spin", "10000"])?.0)?;
    ended_as(&ended, LIMIT, CPU)?;
    hit(&ended, CPU)?;
    about(ended.cpu_ms, 400, 5000, "cpu time")?;
    Ok(format!("{} ms", ended.cpu_ms))
}

fn fork_outside_group(mode: Mode, engine: &mut Engine) -> Try<String> {
    if mode != Mode::Delegated {
        return Ok("not here: nothing keeps it from joining".into());
    }
    let zygote = engine.open_zygote(&["zygote"])?;
    let sandbox = engine.open_within(&zygote, &Limits::default())?;
    // From one group to another only goes who may write to this file of the group above both.
    let above = engine
        .group
        .clone()
        .unwrap_or_default()
        .join("cgroup.procs");
    let allow = |mode| {
        fs::set_permissions(&above, fs::Permissions::from_mode(mode))
            .map_err(|failed| failed.to_string())
    };
    allow(0o444)?;
    let parked = sandbox.park(&["nothing"]);
    allow(0o644)?;
    let refused = match parked {
        Ok(()) => return Err("it was forked".into()),
        Err(refused) => refused,
    };
    require(refused.contains("join a control group"), || refused.clone())?;
    require(sandbox.hand(&["exit", "0"]).is_err(), || {
        "it took an order".into()
    })?;
    gone_below(1, &sandbox)?;
    ended_as(&sandbox.run(&["exit", "3"])?, EXITED, 3)?;
    Ok(refused)
}

fn fork_that_stays(mode: Mode, engine: &mut Engine) -> Try<String> {
    if mode == Mode::Undelegated {
        return Ok("not here: there are no groups".into());
    }
    let zygote = engine.open_zygote(&["zygote", "stays"])?;
    let sandbox = engine.open_within(&zygote, &Limits::default())?;
    let refused = match sandbox.park(&["nothing"]) {
        Ok(()) => return Err("it was forked".into()),
        Err(refused) => refused,
    };
    require(refused.contains("in our control groups"), || {
        refused.clone()
    })?;
    gone_below(2, &zygote)?;
    ended_as(&sandbox.run(&["exit", "3"])?, EXITED, 3)?;
    Ok(refused)
}

fn all_gone(folder: &Path, group: Option<&Path>) -> Try<()> {
    no_process()?;
    eventually(
        || !folder.exists() && !group.map_or(false, Path::exists),
        || format!("left: {} or {group:?}", folder.display()),
    )
}

fn no_process() -> Try<()> {
    let left = || [named("cell"), named("program")].concat();
    eventually(|| left().is_empty(), || format!("left: {:?}", left()))
}

fn engine_closed(mode: Mode) -> Try<String> {
    let mut engine = Engine::start(mode)?;
    let sandboxes: Vec<Sandbox> = (0..3)
        .map(|_| engine.open(&Limits::default()))
        .collect::<Try<_>>()?;
    let _running = sandboxes[0].start(&["daemon"])?;
    let (folder, group) = (engine.folder.clone(), engine.group.clone());
    engine.close()?;
    all_gone(&folder, group.as_deref())?;
    Ok(String::new())
}

/// The part of a JVM that will be killed: opens sandboxes, runs programs, waits for its end.
pub fn engine(mode: Mode) -> bool {
    let result = Engine::start(mode).and_then(|mut engine| {
        let first = engine.open(&Limits::default())?;
        let second = engine.open(&Limits::default())?;
        let _running = (first.start(&["daemon"])?, second.start(&["hog", "20"])?);
        println!("{}", engine.folder.display());
        let group = engine.group.as_ref();
        println!("{}", group.map_or("", |it| it.to_str().unwrap_or_default()));
        std::thread::sleep(Duration::from_secs(30));
        engine.close()
    });
    if let Err(why) = &result {
        println!("{why}");
    }
    result.is_err()
}

fn jvm_killed(mode: Mode) -> Try<String> {
    let mut jvm = Command::new("/client")
        .args(["engine", mode.word()])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|failed| failed.to_string())?;
    let mut lines = Vec::new();
    if let Some(out) = jvm.stdout.take() {
        lines.extend(BufReader::new(out).lines().take(2).flatten());
    }
    let _ = jvm.kill();
    let start = Instant::now();
    let _ = jvm.wait();
    require(lines.len() == 2, || format!("it said {lines:?}"))?;
    let folder = PathBuf::from(&lines[0]);
    let group = Some(PathBuf::from(&lines[1])).filter(|it| it.is_absolute());
    require(group.is_some() == (mode != Mode::Undelegated), || {
        lines[1].clone()
    })?;
    all_gone(&folder, group.as_deref())?;
    Ok(format!("{} ms", start.elapsed().as_millis()))
}

fn host_killed(mode: Mode) -> Try<String> {
    let mut engine = Engine::start(mode)?;
    let sandbox = engine.open(&Limits::default())?;
    let _running = sandbox.start(&["daemon"])?;
    let (folder, group) = (engine.folder.clone(), engine.group.clone());
    require(engine.pid() > 0, || "no host".into())?;
    engine.kill();
    no_process()?;
    if mode == Mode::Scope {
        // The scope ends with its last process, and systemd removes what is in it.
        let scope = group.unwrap_or_default();
        eventually(|| !scope.exists(), || format!("left: {}", scope.display()))?;
        fs::remove_dir_all(&folder).map_err(|failed| failed.to_string())?;
        return Ok("its scope is gone".into());
    }
    // Nobody is left who could have removed the rest: it is the JVM's, at its end or its next start.
    for left in sandbox.group.iter().chain(&group) {
        fs::remove_dir(left).map_err(|failed| format!("{}: {failed}", left.display()))?;
    }
    fs::remove_dir_all(&folder).map_err(|failed| failed.to_string())?;
    Ok("its groups are empty".into())
}
