//! What runs inside the sandboxes: this same binary, told to do one thing.

use std::io::{Read, Write};
use std::process::exit;
use std::time::{Duration, Instant};

const MEGABYTE: usize = 1 << 20;

pub fn run(words: &[&str]) -> ! {
    match words {
        ["exit", code] => exit(number(code) as i32),
        ["signal", signal] => raise(number(signal) as i32),
        ["echo"] => echo(),
        ["print", bytes] => print(number(bytes)),
        ["hog", megabytes] => hog(number(megabytes)),
        ["hog-below", megabytes, after] => hog_below(number(megabytes), after),
        ["hide-and", rest @ ..] => {
            hide();
            run(rest)
        }
        ["forks", most] => forks(number(most)),
        ["spin", milliseconds] => spin(Duration::from_millis(number(milliseconds))),
        ["spin-below", milliseconds, times] => spin_below(number(milliseconds), number(times)),
        ["sleep", milliseconds] => std::thread::sleep(Duration::from_millis(number(milliseconds))),
        ["fill", path, megabytes] => fill(path, number(megabytes)),
        ["files", folder, most] => files(folder, number(most)),
        ["daemon"] => daemon(),
        ["look"] => look(),
        ["calls"] => crate::calls::run(),
        ["zygote"] => crate::zygote::run(false),
        ["zygote", "stays"] => crate::zygote::run(true),
        _ => exit(64),
    }
    exit(0)
}

fn number(word: &str) -> u64 {
    word.parse().unwrap_or(0)
}

fn raise(signal: i32) {
    // SAFETY: plain integers. Rust's own handler of SIGSEGV would take one that was sent for none.
    unsafe {
        libc::signal(signal, libc::SIG_DFL);
        libc::raise(signal);
    }
    std::thread::sleep(Duration::from_secs(60));
}

fn echo() {
    let mut all = Vec::new();
    let read = std::io::stdin().read_to_end(&mut all);
    let written = std::io::stdout().write_all(&all);
    exit(i32::from(read.is_err() || written.is_err()))
}

fn print(bytes: u64) {
    let piece = [b'x'; 4096];
    for _ in 0..bytes / 4096 {
        if std::io::stdout().write_all(&piece).is_err() {
            exit(1);
        }
    }
}

/// Holds memory, and then for a while does nothing: whoever watches has time to see it.
fn hog(megabytes: u64) {
    let mut held = Vec::new();
    for _ in 0..megabytes {
        let mut piece = vec![0u8; MEGABYTE];
        for at in (0..MEGABYTE).step_by(4096) {
            piece[at] = 1;
        }
        held.push(piece);
    }
    std::thread::sleep(Duration::from_secs(3));
    println!("held {}", held.len());
}

/// Takes a name that is in no encoding and looks like other fields, and closes itself to being looked at.
fn hide() {
    // SAFETY: the name is NUL-terminated.
    unsafe {
        libc::prctl(libc::PR_SET_NAME, b"\xff) Z 0 (\n\0".as_ptr());
        libc::prctl(libc::PR_SET_DUMPABLE, 0, 0, 0, 0);
    }
}

/// The memory is held by a grandchild; we go on as if nothing had happened, or exit 0 at once.
fn hog_below(megabytes: u64, after: &str) {
    if fork() == 0 {
        if fork() == 0 {
            hog(megabytes);
            exit(0);
        }
        wait();
        exit(0);
    }
    wait();
    if after == "go-on" {
        std::thread::sleep(Duration::from_secs(10));
    }
    exit(0)
}

fn forks(most: u64) {
    for count in 0..most {
        match fork() {
            0 => {
                std::thread::sleep(Duration::from_secs(60));
                exit(0)
            }
            pid if pid < 0 => {
                println!("{count} {}", errno());
                return;
            }
            _ => {}
        }
    }
    println!("{most} 0");
}

fn spin(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {}
}

/// Spins in one short-lived child after another.
fn spin_below(milliseconds: u64, times: u64) {
    for _ in 0..times {
        if fork() == 0 {
            spin(Duration::from_millis(milliseconds));
            exit(0)
        }
        wait();
    }
}

fn fill(path: &str, megabytes: u64) {
    let piece = vec![7u8; MEGABYTE];
    let mut file = match std::fs::File::create(path) {
        Ok(file) => file,
        Err(failed) => exit(failed.raw_os_error().unwrap_or(1)),
    };
    for _ in 0..megabytes {
        if let Err(failed) = file.write_all(&piece) {
            exit(failed.raw_os_error().unwrap_or(1));
        }
    }
}

fn files(folder: &str, most: u64) {
    for number in 0..most {
        if let Err(failed) = std::fs::write(format!("{folder}/{number}"), b"") {
            println!("{number}");
            exit(failed.raw_os_error().unwrap_or(1));
        }
    }
}

/// Leaves a process behind that has nothing to do with us any more, and that holds our output open.
fn daemon() {
    if fork() == 0 {
        // SAFETY: no arguments.
        unsafe { libc::setsid() };
        if fork() == 0 {
            println!("alive");
            std::thread::sleep(Duration::from_secs(60));
        }
        exit(0)
    }
    wait();
    std::thread::sleep(Duration::from_millis(200));
}

/// Tells what can be seen from in here.
fn look() {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    // Whether this is allowed shows in what is read.
    let _ = std::fs::write("/proc/self/oom_score_adj", "0");
    println!("oom {}", read("/proc/self/oom_score_adj").trim());
    print!("{}", read("/proc/self/cgroup"));
    let mut pids: Vec<u32> = std::fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    pids.sort_unstable();
    println!("pids {}", pids.len());
    // SAFETY: no arguments.
    println!("uid {}", unsafe { libc::getuid() });
    for line in read("/proc/self/status").lines() {
        if ["Seccomp:", "NoNewPrivs:", "CapEff:", "CapBnd:"]
            .iter()
            .any(|name| line.starts_with(name))
        {
            println!("{}", line.replace('\t', " "));
        }
    }
}

pub fn fork() -> i32 {
    // SAFETY: one thread; both sides may go on.
    unsafe { libc::fork() }
}

pub fn wait() {
    let mut status = 0;
    // SAFETY: `status` is valid.
    unsafe { libc::wait(&mut status) };
}

pub fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}
