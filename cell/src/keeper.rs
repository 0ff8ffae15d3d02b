//! The keeper: starts a resident engine in the background, at most one in each standing, and returns once it
//! can be connected to. The engine is this same process, gone on as the JVM: its standard input is the
//! socket that it serves, its working directory the private folder around that.

use crate::standing::{self, told, SOCKET};
use crate::sys::{check, cstring, failure, Try};
use std::ffi::{CString, OsStr, OsString};
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::os::unix::io::{AsRawFd, OwnedFd};
use std::os::unix::net::UnixListener;
use std::path::Path;

/// Starts `command` below `engines`, unless one is there.
pub fn start(engines: &OsStr, command: &[OsString]) -> Try<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(Path::new(engines).join(standing::name()?))
        .or_else(|e| told("make the engine's folder", &e))?;
    let folder = standing::folder(engines)?;
    // SAFETY: plain integers.
    if unsafe { libc::flock(folder.as_raw_fd(), libc::LOCK_EX | libc::LOCK_NB) } != 0 {
        // An engine holds it as long as it lives.
        return Ok(());
    }
    let arguments = command
        .iter()
        .map(|word| cstring(word.as_bytes(), "an argument"))
        .collect::<Try<Vec<CString>>>()?;
    let mut pointers: Vec<_> = arguments.iter().map(|it| it.as_ptr()).collect();
    pointers.push(std::ptr::null());

    // Nothing of the environment of whoever comes first.
    let environment = cstring(b"LC_ALL=C.UTF-8", "the environment")?;
    let environment = [environment.as_ptr(), std::ptr::null()];

    // By names in the folder: a socket's path must be short.
    // SAFETY: a descriptor that is open.
    let changed = unsafe { libc::fchdir(folder.as_raw_fd()) };
    check(changed.into(), || "go to the engine's folder")?;
    let _ = fs::remove_file(SOCKET);
    let listener = UnixListener::bind(SOCKET).or_else(|e| told("bind the engine's socket", &e))?;
    let log = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open("log")
        .or_else(|e| told("open the engine's log", &e))?;

    // SAFETY: this process has one thread.
    match unsafe { libc::fork() } {
        -1 => check(-1, || "fork").map(|_| ()),
        0 => {
            become_engine(&folder, &listener, &log)?;
            // SAFETY: both lists end with a null pointer and outlive the call.
            unsafe {
                libc::execve(pointers[0], pointers.as_ptr(), environment.as_ptr());
            }
            let failed = std::io::Error::last_os_error();
            let _ = fs::remove_file(SOCKET);
            let path = Path::new(&command[0]).display().to_string();
            told(&format!("start {path}"), &failed)
        }
        _ => Ok(()),
    }
}

fn become_engine(folder: &OwnedFd, listener: &UnixListener, log: &fs::File) -> Try<()> {
    // SAFETY: plain integers and open descriptors. Those of the caller that are not ours are closed, so that
    // nobody who waits for the end of one waits for the engine.
    unsafe {
        libc::setsid();
        for (from, to) in [
            (listener.as_raw_fd(), 0),
            (log.as_raw_fd(), 1),
            (log.as_raw_fd(), 2),
        ] {
            check(libc::dup2(from, to).into(), || {
                "set up the engine's streams"
            })?;
        }
        // It carries the lock, and so stays open.
        check(libc::dup2(folder.as_raw_fd(), 3).into(), || "keep the lock")?;
        check(libc::fcntl(3, libc::F_SETFD, 0).into(), || "keep the lock")?;
        // A shell starts what is in its background with these ignored, and ignored they would be inherited.
        for signal in [libc::SIGHUP, libc::SIGINT, libc::SIGQUIT, libc::SIGPIPE] {
            libc::signal(signal, libc::SIG_DFL);
        }
    }
    crate::sys::close_from(4)?;
    match fs::File::create("pid").and_then(|mut it| write!(it, "{}", std::process::id())) {
        Ok(()) => Ok(()),
        Err(e) => failure(
            "write the engine's pid",
            e.raw_os_error().unwrap_or(libc::EIO),
        ),
    }
}
