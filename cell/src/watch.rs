//! The watch: stays beside the JVM that does the work, hands on the signals that it gets and ends as the JVM
//! does. A JVM may die of itself, with a status that a program could have: one that comes to its own end says
//! with which status first. It has nothing left to do then, and is taken away.

use crate::standby::Standby;
use crate::sys::{self, failure, Try};
use std::ffi::OsString;
use std::os::unix::io::{AsRawFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::Command;

/// The variable that names the descriptor on which the JVM says the status that it ends with.
const TELL: &str = "ASSAY_WATCH";
/// The variable that tells the JVM of a process that can become its cell: the descriptors to ask it by and to
/// hear it by, and its id.
const CELL: &str = "ASSAY_CELL";
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
    match sys::open_files().map(|limit| limit.rlim_max) {
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

fn watch(command: &[OsString]) -> Try<i32> {
    let signals = block_signals()?;
    // The JVM starts its own where there is none.
    let standby = Standby::start().ok();
    let (said, tell) = sys::pipe(libc::O_NONBLOCK)?;
    let watcher = std::process::id() as i32;
    let mut jvm = Command::new(&command[0]);
    jvm.args(&command[1..])
        .env(TELL, tell.as_raw_fd().to_string())
        .env_remove(CELL);
    let mut handed = vec![tell.as_raw_fd()];
    if let Some(Standby { ask, answer, pid }) = &standby {
        handed.extend([ask.as_raw_fd(), answer.as_raw_fd()]);
        jvm.env(CELL, format!("{} {} {pid}", handed[1], handed[2]));
    }
    // SAFETY: between fork and exec only system calls with plain integers.
    unsafe {
        jvm.pre_exec(move || {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            for descriptor in &handed {
                libc::fcntl(*descriptor, libc::F_SETFD, 0);
            }
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
    let mut children: Vec<i32> = standby.iter().map(|it| it.pid).chain([pid]).collect();
    // The JVM's end is to be seen by whoever stands by.
    drop((standby, tell));
    let end = wait(pid, &mut children, &signals, &said)?;
    if let End::Told(_) = end {
        sys::kill(pid, libc::SIGKILL);
    }
    // Nothing of this runs any more once this has ended: the host, too, ends with the JVM.
    while !children.is_empty() {
        let Some(ended) = sys::reap(0) else { break };
        children.retain(|it| *it != ended.pid);
    }
    let status = match end {
        End::Told(status) => return Ok(status),
        End::Died(status) => status,
    };
    let how = match libc::WIFSIGNALED(status) {
        true => format!("signal {}", libc::WTERMSIG(status)),
        false => format!("status {}", libc::WEXITSTATUS(status)),
    };
    eprintln!("assay: Java died ({how}), and nothing of what was done is left. It may lack memory or processes: look at 'ulimit -a' and 'free -m'");
    Ok(OUR_FAULT)
}

enum End {
    /// With the status that the JVM said.
    Told(i32),
    /// With a wait status and no word.
    Died(i32),
}

/// The signals that are waited for, which do nothing else any more.
fn block_signals() -> Try<OwnedFd> {
    // Ignored, it would take the child's status away.
    // SAFETY: plain integers.
    unsafe { libc::signal(libc::SIGCHLD, libc::SIG_DFL) };
    sys::signals(&[
        libc::SIGCHLD,
        libc::SIGHUP,
        libc::SIGINT,
        libc::SIGQUIT,
        libc::SIGTERM,
    ])
}

/// Hands signals on to process `pid` until it has ended or says that it does; of our children those are left that
/// have not ended.
fn wait(pid: i32, children: &mut Vec<i32>, signals: &OwnedFd, said: &OwnedFd) -> Try<End> {
    loop {
        let mut entries = [
            sys::pollfd(signals.as_raw_fd(), libc::POLLIN),
            sys::pollfd(said.as_raw_fd(), libc::POLLIN),
        ];
        sys::poll(&mut entries, -1)?;
        let mut status = [0];
        if sys::read(said.as_raw_fd(), &mut status) == 1 {
            return Ok(End::Told(status[0].into()));
        }
        while let Some((signal, sent)) = sys::next_signal(signals) {
            // What the terminal sends it sends to both.
            if signal != libc::SIGCHLD && sent {
                sys::kill(pid, signal);
            }
        }
        while let Some(ended) = sys::reap(libc::WNOHANG) {
            children.retain(|it| *it != ended.pid);
            if ended.pid == pid {
                // Its last word may have come since.
                return Ok(match sys::read(said.as_raw_fd(), &mut status) {
                    1 => End::Told(status[0].into()),
                    _ => End::Died(ended.status),
                });
            }
        }
    }
}
