//! Tests the cell against a real kernel without a JVM: `client all` as root, on a machine of its own with
//! `/cell`, `/client` (this), `/filter`, `/zygote-filter` and a version 2 hierarchy of control groups.

mod calls;
mod program;
mod sandbox;
mod tests;
mod wire;
mod zygote;

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const HIERARCHY: &str = "/sys/fs/cgroup";

/// An ordinary user.
const SOMEBODY: u32 = 4321;

/// Who the engine is, and what it was given.
#[derive(Clone, Copy, PartialEq)]
pub enum Mode {
    /// Root, in a group below one that may give controllers away.
    Root,
    /// An ordinary user with a subtree of their own, delegated as systemd does.
    Delegated,
    /// An ordinary user with nothing: init samples.
    Undelegated,
    /// An ordinary user with nothing but a systemd of their own, which delegates a scope.
    Scope,
}

impl Mode {
    /// Those that need no systemd.
    const PLAIN: [Mode; 3] = [Mode::Root, Mode::Delegated, Mode::Undelegated];

    pub fn word(self) -> &'static str {
        match self {
            Mode::Root => "root",
            Mode::Delegated => "delegated",
            Mode::Undelegated => "undelegated",
            Mode::Scope => "scope",
        }
    }

    fn folder(self) -> PathBuf {
        Path::new(HIERARCHY).join(self.word())
    }

    /// The group below which the engine makes its own.
    pub fn above(self) -> Option<PathBuf> {
        matches!(self, Mode::Root | Mode::Delegated).then(|| self.folder())
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = arguments.iter().skip(1).map(String::as_str).collect();
    if arguments[0] == "/program" {
        program::run(&words);
    }
    let failed = match words.as_slice() {
        ["all"] => all(),
        ["tests", word] => tests::run(mode(word)),
        ["engine", word] => tests::engine(mode(word)),
        _ => true,
    };
    std::process::exit(i32::from(failed));
}

fn mode(word: &str) -> Mode {
    *Mode::PLAIN
        .iter()
        .find(|it| it.word() == word)
        .unwrap_or(&Mode::Scope)
}

fn all() -> bool {
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    println!("on Linux {} {}", kernel.trim(), std::env::consts::ARCH);
    let mut failed = false;
    for mode in Mode::PLAIN {
        let ran = place(mode).and_then(|leaf| run_in(mode, &leaf));
        match ran {
            Ok(Some(code)) => failed |= code != 0,
            Ok(None) => {
                println!("FAILED {}: a test did not come back", mode.word());
                tests::tell_where();
                return true;
            }
            Err(broken) => {
                println!("FAILED {}: {broken}", mode.word());
                failed = true;
            }
        }
    }
    failed
}

/// Makes the groups that systemd would: a slice or service, and in it the leaf where the engine's process is.
fn place(mode: Mode) -> Result<PathBuf, String> {
    let controllers = Path::new(HIERARCHY).join("cgroup.subtree_control");
    let folder = mode.folder();
    let leaf = folder.join("leaf");
    let made = fs::write(&controllers, "+cpu +memory +pids")
        .and_then(|()| fs::create_dir_all(&leaf))
        .and_then(|()| {
            if mode == Mode::Delegated {
                for name in [
                    "",
                    "cgroup.procs",
                    "cgroup.threads",
                    "cgroup.subtree_control",
                ] {
                    give(&folder.join(name))?;
                    give(&leaf.join(name))?;
                }
            }
            Ok(())
        });
    made.map_err(|failed| failed.to_string())?;
    Ok(leaf)
}

fn give(path: &Path) -> std::io::Result<()> {
    let path = std::ffi::CString::new(path.as_os_str().as_bytes())?;
    // SAFETY: `path` is NUL-terminated.
    match unsafe { libc::chown(path.as_ptr(), SOMEBODY, SOMEBODY) } {
        0 => Ok(()),
        _ => Err(std::io::Error::last_os_error()),
    }
}

/// Runs the tests; gives back their exit status, or nothing if they were ended.
fn run_in(mode: Mode, leaf: &Path) -> Result<Option<i32>, String> {
    let procs = leaf.join("cgroup.procs");
    let mut command = Command::new("/client");
    command.args(["tests", mode.word()]).stdin(Stdio::null());
    // SAFETY: between fork and exec of a process with one thread.
    unsafe {
        command.pre_exec(move || {
            fs::write(&procs, "0")?;
            if mode != Mode::Root {
                let changed = libc::setgroups(0, std::ptr::null()) == 0
                    && libc::setgid(SOMEBODY) == 0
                    && libc::setuid(SOMEBODY) == 0;
                if !changed {
                    return Err(std::io::Error::last_os_error());
                }
            }
            Ok(())
        });
    }
    let ended = command.status().map_err(|failed| failed.to_string())?;
    Ok(ended.code())
}
