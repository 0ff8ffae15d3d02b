//! The standby: a process that becomes the command that it is told. A JVM that is under watch starts its cell
//! so, for the price of a few words instead of a tenth of its own start.

use crate::sys::{self, check, cstring, failure, Try};
use std::ffi::CString;
use std::os::unix::io::{AsRawFd, OwnedFd};

/// More than paths of a dozen control groups take.
const MOST_BYTES: usize = 1 << 20;

/// What whoever has one holds of it. It ends when `ask` is closed everywhere.
pub struct Standby {
    /// Takes the command, each word of it and the whole ended by a zero byte; then it is the command's standard
    /// input.
    pub ask: OwnedFd,
    /// The command's standard output.
    pub answer: OwnedFd,
    pub pid: i32,
}

impl Standby {
    /// To be called by a process with one thread.
    pub fn start() -> Try<Standby> {
        let (asked, ask) = sys::pipe(0)?;
        let (answer, answered) = sys::pipe(0)?;
        // SAFETY: this process has one thread.
        match unsafe { libc::fork() } {
            -1 => check(-1, || "fork").map(|_| unreachable!()),
            0 => {
                let failed = become_told(&asked, &answered);
                if let Err(failure) = failed {
                    eprintln!("cell: {failure}");
                }
                std::process::exit(1);
            }
            pid => Ok(Standby { ask, answer, pid }),
        }
    }
}

/// Returns only what went wrong, or that nobody wanted it.
fn become_told(asked: &OwnedFd, answered: &OwnedFd) -> Try<()> {
    // SAFETY: plain integers, open descriptors and a set that is initialised before it is used.
    unsafe {
        // Ctrl-C is the JVM's to act on.
        libc::setsid();
        check(libc::dup2(asked.as_raw_fd(), 0).into(), || "standard input")?;
        check(libc::dup2(answered.as_raw_fd(), 1).into(), || {
            "standard output"
        })?;
        let mut none: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut none);
        libc::sigprocmask(libc::SIG_SETMASK, &none, std::ptr::null_mut());
    }
    sys::close_from(3)?;
    let Some(words) = hear_words()? else {
        return Ok(());
    };
    let mut pointers: Vec<_> = words.iter().map(|it| it.as_ptr()).collect();
    pointers.push(std::ptr::null());
    let environment = [std::ptr::null()];
    // SAFETY: both lists end with a null pointer and outlive the call.
    let failed = unsafe { libc::execve(pointers[0], pointers.as_ptr(), environment.as_ptr()) };
    check(failed.into(), || format!("start {}", sys::lossy(&words[0]))).map(|_| ())
}

/// The command, or nothing if standard input ended without one.
fn hear_words() -> Try<Option<Vec<CString>>> {
    let mut heard = Vec::new();
    while !heard.ends_with(&[0, 0]) {
        if heard.len() > MOST_BYTES {
            return failure("hear a command", libc::E2BIG);
        }
        let mut piece = [0; 4096];
        let read = sys::read(0, &mut piece);
        if read <= 0 {
            return Ok(None);
        }
        heard.extend_from_slice(&piece[..read as usize]);
    }
    let words = heard[..heard.len() - 2].split(|it| *it == 0);
    words
        .map(|word| cstring(word, "a word"))
        .collect::<Try<_>>()
        .map(Some)
}
