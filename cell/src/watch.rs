//! The watch: stays beside the JVM that does the work, hands on the signals that it gets and ends as the JVM
//! does. A JVM may die of itself, with a status that a program could have: one that comes to its own end says
//! so first.

use crate::sys::{self, failure, Try};
use std::ffi::OsString;
use std::os::unix::io::AsRawFd;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// The variable that names the descriptor on which the JVM says that it comes to its end.
const TELL: &str = "ASSAY_WATCH";
/// This host cannot.
const HOST: i32 = 123;
/// A JVM does not start at all with a third of these, and does not come to a sandbox with a half.
const LEAST_FILES: libc::rlim_t = 160;
/// Assay failed.
const OUR_FAULT: i32 = 125;

/// Starts `command`, a JVM, and returns the status to end with.
pub fn over(command: &[OsString]) -> i32 {
    if let Err(e) = std::env::current_dir() {
        eprintln!(
            "assay: the working directory cannot be told ({e}): go to a folder that is there"
        );
        return HOST;
    }
    // The JVM has as many as it may.
    match most_files() {
        Ok(files) if files < LEAST_FILES => {
            eprintln!("assay: no more than {files} files may be open at a time here, and {LEAST_FILES} are needed: raise 'ulimit -n'");
            return HOST;
        }
        Ok(_) => {}
        Err(failure) => {
            eprintln!("assay: {failure}");
            return OUR_FAULT;
        }
    }
    watch(command).unwrap_or_else(|failure| {
        eprintln!("assay: {failure}");
        OUR_FAULT
    })
}

fn most_files() -> Try<libc::rlim_t> {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: fills `limit`.
    let result = unsafe { libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit) };
    sys::check(result.into(), || "ask how many files may be open")?;
    Ok(limit.rlim_max)
}

fn watch(command: &[OsString]) -> Try<i32> {
    let signals = block_signals()?;
    let (said, tell) = sys::pipe(libc::O_NONBLOCK)?;
    let descriptor = tell.as_raw_fd();
    let watcher = std::process::id() as i32;
    let mut jvm = Command::new(&command[0]);
    jvm.args(&command[1..]).env(TELL, descriptor.to_string());
    // SAFETY: between fork and exec only system calls with plain integers.
    unsafe {
        jvm.pre_exec(move || {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            libc::fcntl(descriptor, libc::F_SETFD, 0);
            // It may have ended before it was asked for.
            match libc::getppid() == watcher {
                true => Ok(()),
                false => Err(std::io::Error::from_raw_os_error(libc::ESRCH)),
            }
        });
    }
    let pid = match jvm.spawn() {
        Ok(child) => child.id() as i32,
        Err(e) => {
            let path = command[0].to_string_lossy();
            return failure(
                format!("start {path}"),
                e.raw_os_error().unwrap_or(libc::EIO),
            );
        }
    };
    let status = wait(pid, &signals);
    let came_to_its_end = sys::read(said.as_raw_fd(), &mut [0]) == 1;
    if libc::WIFEXITED(status) && came_to_its_end {
        return Ok(libc::WEXITSTATUS(status));
    }
    let how = match libc::WIFSIGNALED(status) {
        true => format!("signal {}", libc::WTERMSIG(status)),
        false => format!("status {}", libc::WEXITSTATUS(status)),
    };
    eprintln!("assay: Java died ({how}), and nothing of what was done is left. It may lack memory: look at 'ulimit -a' and 'free -m'");
    Ok(OUR_FAULT)
}

/// The signals that are waited for, which do nothing else any more.
fn block_signals() -> Try<libc::sigset_t> {
    // SAFETY: the set is initialised by sigemptyset before it is used.
    unsafe {
        // Ignored, it would take the child's status away.
        libc::signal(libc::SIGCHLD, libc::SIG_DFL);
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        for signal in [
            libc::SIGCHLD,
            libc::SIGHUP,
            libc::SIGINT,
            libc::SIGQUIT,
            libc::SIGTERM,
        ] {
            libc::sigaddset(&mut set, signal);
        }
        let masked = libc::sigprocmask(libc::SIG_BLOCK, &set, std::ptr::null_mut());
        sys::check(masked.into(), || "block signals")?;
        Ok(set)
    }
}

/// Hands signals on to process `pid` until it has ended; returns its wait status.
fn wait(pid: i32, signals: &libc::sigset_t) -> i32 {
    loop {
        // SAFETY: an all-zero siginfo is valid, and is filled.
        let (signal, info) = unsafe {
            let mut info: libc::siginfo_t = std::mem::zeroed();
            (libc::sigwaitinfo(signals, &mut info), info)
        };
        if signal == libc::SIGCHLD {
            if let Some(ended) = sys::reap(libc::WNOHANG).filter(|it| it.pid == pid) {
                return ended.status;
            }
        } else if signal > 0 && info.si_code <= 0 {
            // A process sent it. What the terminal sends it sends to both.
            sys::kill(pid, signal);
        }
    }
}
