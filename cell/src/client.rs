//! The client: a caller's hands at a resident engine. It hands over the caller's words, environment and
//! directory, reads and writes the caller's streams when the engine says so, and ends with the status that
//! it is told.
//!
//! Ctrl-C, SIGTERM and SIGHUP close its half of the connection, as its death would: the engine cancels the
//! run, and says how that went.

use crate::standing::{self, SOCKET};
use crate::sys::{self, check, failure, Failure, Try};
use crate::wire::{self, Fields, Frame};
use std::ffi::{CStr, OsStr, OsString};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::io::{AsRawFd, OwnedFd, RawFd};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{mpsc, Mutex};
use std::time::Duration;

// From the client.
const CALL: u8 = 1;
const INPUT: u8 = 2;
const WROTE: u8 = 3;
// From the engine.
const ACCEPTED: u8 = 65;
const WANT: u8 = 66;
const STDOUT: u8 = 67;
const STDERR: u8 = 68;
const EXIT: u8 = 69;

/// An engine that is just starting accepts within a second; on a busy host it may take longer.
const USUAL_MS: i32 = 1000;
const PATIENCE: Duration = Duration::from_secs(10);
/// More than an engine takes to clean up after a cancelled run.
const LAST_PATIENCE_S: u32 = 25;
/// Assay failed.
const OUR_FAULT: i32 = 125;

static SOCKET_OF_CALL: AtomicI32 = AtomicI32::new(-1);

/// Has the engine of this standing below `engines` do what `words` say, and returns the exit status. Fails
/// only before anything was done: then it can be done without an engine.
pub fn call(engines: &OsStr, words: &[OsString]) -> Try<i32> {
    let mut engine = connect(engines, words)?;
    SOCKET_OF_CALL.store(engine.as_raw_fd(), Ordering::Relaxed);
    for signal in [libc::SIGHUP, libc::SIGINT, libc::SIGTERM] {
        cancel_on(signal);
    }
    let answers = Mutex::new(engine.try_clone().or_else(lost)?);
    let (wants, wanted) = mpsc::channel::<usize>();
    std::thread::scope(|threads| {
        // Beside the thread that writes: a caller may want its output read before it gives more input.
        threads.spawn(|| {
            for most in wanted {
                send(&answers, read_input(most));
            }
        });
        loop {
            match receive(&mut engine) {
                Ok((WANT, payload)) => {
                    let most = Fields(&payload).u32().unwrap_or(0) as usize;
                    let _ = wants.send(most);
                }
                Ok((STDOUT, payload)) => send(&answers, write_output(1, &payload)),
                Ok((STDERR, payload)) => send(&answers, write_output(2, &payload)),
                Ok((EXIT, payload)) => {
                    // Not by returning: the other thread may wait for input that never comes.
                    std::process::exit(Fields(&payload).u8().unwrap_or(0).into())
                }
                other => {
                    let what = match other {
                        Ok((kind, _)) => format!("it sent frame {kind}"),
                        Err(e) => e.to_string(),
                    };
                    eprintln!("assay: lost the resident engine while it did this ({what}); nothing of it is left. Try again, or without it: ASSAY_ENGINE=off");
                    std::process::exit(OUR_FAULT)
                }
            }
        }
    })
}

/// A connection to an engine of this user that has accepted the call.
fn connect(engines: &OsStr, words: &[OsString]) -> Try<UnixStream> {
    let folder = standing::folder(engines)?;
    let path = format!("/proc/self/fd/{}/{SOCKET}", folder.as_raw_fd());
    let mut engine = UnixStream::connect(path).or_else(lost)?;
    let peer = peer(&engine)?;
    // SAFETY: no arguments.
    if peer != unsafe { libc::geteuid() } {
        return failure(format!("the engine is user {peer}'s"), libc::EPERM);
    }
    let call = call_frame(words)?.finish();
    if call.len() > wire::MOST_FRAME {
        return failure("too much to hand over", libc::E2BIG);
    }
    let patiently = |it: &UnixStream, patience| {
        it.set_read_timeout(patience)
            .and_then(|()| it.set_write_timeout(patience))
            .or_else(lost)
    };
    patiently(&engine, Some(PATIENCE))?;
    engine.write_all(&call).or_else(lost)?;
    match answer(&mut engine, &folder)? {
        (ACCEPTED, _) => {}
        (kind, _) => return failure(format!("the engine sent frame {kind}"), libc::EBADMSG),
    }
    patiently(&engine, None)?;
    Ok(engine)
}

/// The engine's first answer. Whoever waits in vain is told by whom, once it is clear that it was in vain.
fn answer(engine: &mut UnixStream, folder: &OwnedFd) -> Try<(u8, Vec<u8>)> {
    let mut ready = [sys::pollfd(engine.as_raw_fd(), libc::POLLIN)];
    sys::poll(&mut ready, USUAL_MS)?;
    if ready[0].revents != 0 {
        return receive(engine).or_else(lost);
    }
    let pid = fs::read_to_string(format!("/proc/self/fd/{}/pid", folder.as_raw_fd()));
    let pid = pid.unwrap_or_default();
    let frame = match is_stopped(&pid) {
        true => Err(std::io::ErrorKind::TimedOut.into()),
        false => receive(engine),
    };
    let in_vain = match &frame {
        Ok(_) => false,
        Err(e) => {
            e.kind() == std::io::ErrorKind::TimedOut || e.kind() == std::io::ErrorKind::WouldBlock
        }
    };
    if in_vain {
        eprintln!("assay: the resident engine (process {pid}) does not answer, and this is done without it; to end it: kill -9 {pid}");
    }
    frame.or_else(lost)
}

/// Whether somebody stopped that process (SIGSTOP), or it is being traced.
fn is_stopped(pid: &str) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat"))
        .map(|stat| stat.contains(") T ") || stat.contains(") t "))
        .unwrap_or(false)
}

fn call_frame(words: &[OsString]) -> Try<Frame> {
    // Names of what this process has open, which the engine has not.
    let own = ["/dev/fd/", "/dev/std", "/proc/self/", "/proc/thread-self/"];
    // Such as in --stdin=/dev/stdin, and in --report json=/dev/stdout.
    let names = |word: &&OsString| {
        let mut parts = word.as_bytes().split(|byte| *byte == b'=');
        parts.any(|part| own.iter().any(|it| part.starts_with(it.as_bytes())))
    };
    if let Some(word) = words.iter().find(names) {
        let step = format!("{} is this process's own", word.to_string_lossy());
        return failure(step, libc::EXDEV);
    }
    let directory = std::env::current_dir().or_else(lost)?;
    let terminals = (0..3_u8).fold(0, |all, fd| {
        // SAFETY: a plain integer.
        all | (unsafe { libc::isatty(fd.into()) } as u8) << fd
    });
    let mut frame = Frame::new(CALL)
        .bytes(directory.as_os_str().as_bytes())
        .u8(terminals)
        .u32(words.len() as u32);
    for word in words {
        frame = frame.bytes(word.as_bytes());
    }
    let variables: Vec<Vec<u8>> = std::env::vars_os()
        .map(|(name, value)| [name.into_vec(), value.into_vec()].join(&b'='))
        .collect();
    frame = frame.u32(variables.len() as u32);
    Ok(variables.iter().fold(frame, |frame, it| frame.bytes(it)))
}

/// The user whose process listens at the other end.
fn peer(engine: &UnixStream) -> Try<u32> {
    // SAFETY: an all-zero ucred is valid; it is filled, for the length given.
    unsafe {
        let mut peer: libc::ucred = std::mem::zeroed();
        let mut length = std::mem::size_of::<libc::ucred>() as u32;
        let result = libc::getsockopt(
            engine.as_raw_fd(),
            libc::SOL_SOCKET,
            libc::SO_PEERCRED,
            std::ptr::addr_of_mut!(peer).cast(),
            &mut length,
        );
        check(result.into(), || "ask whose the engine is")?;
        Ok(peer.uid)
    }
}

fn receive(engine: &mut UnixStream) -> std::io::Result<(u8, Vec<u8>)> {
    let mut header = [0; 5];
    engine.read_exact(&mut header)?;
    let length = u32::from_le_bytes([header[0], header[1], header[2], header[3]]) as usize;
    if length == 0 || length > wire::MOST_FRAME {
        let message = format!("it sent a frame of {length} bytes");
        return Err(std::io::Error::new(
            std::io::ErrorKind::InvalidData,
            message,
        ));
    }
    let mut payload = vec![0; length - 1];
    engine.read_exact(&mut payload)?;
    Ok((header[4], payload))
}

/// An answer that cannot be sent is one that nobody waits for.
fn send(engine: &Mutex<UnixStream>, frame: Frame) {
    if let Ok(mut engine) = engine.lock() {
        let _ = engine.write_all(&frame.finish());
    }
}

/// What the caller's input gives at once; nothing at its end.
fn read_input(most: usize) -> Frame {
    let mut buffer = vec![0; most.min(wire::MOST_DATA)];
    loop {
        match sys::read(0, &mut buffer) {
            count if count >= 0 => return Frame::new(INPUT).raw(&buffer[..count as usize]),
            _ if again(0, libc::POLLIN) => {}
            // As at its end.
            _ => return Frame::new(INPUT),
        }
    }
}

/// Writes all of `bytes`; says why where that failed.
fn write_output(fd: RawFd, mut bytes: &[u8]) -> Frame {
    while !bytes.is_empty() {
        match sys::write(fd, bytes) {
            count if count >= 0 => bytes = &bytes[count as usize..],
            _ if again(fd, libc::POLLOUT) => {}
            _ => {
                // SAFETY: strerror gives a text that stays until its next call, and only this thread calls it.
                let why = unsafe { CStr::from_ptr(libc::strerror(sys::errno())) };
                return Frame::new(WROTE).raw(why.to_bytes());
            }
        }
    }
    Frame::new(WROTE)
}

/// Whether the call that just failed is to be repeated, once `fd` is ready where somebody made it non-blocking.
fn again(fd: RawFd, event: i16) -> bool {
    match sys::errno() {
        libc::EINTR => true,
        libc::EAGAIN => sys::poll(&mut [sys::pollfd(fd, event)], -1).is_ok(),
        _ => false,
    }
}

/// Cancels the call on `signal`, unless the caller wants it ignored, as nohup does.
fn cancel_on(signal: i32) {
    // SAFETY: all-zero actions are valid; the handlers call only what is safe in one.
    unsafe {
        let mut old: libc::sigaction = std::mem::zeroed();
        libc::sigaction(signal, std::ptr::null(), &mut old);
        if old.sa_sigaction != libc::SIG_IGN {
            libc::signal(signal, cancel as *const () as libc::sighandler_t);
            libc::signal(libc::SIGALRM, give_up as *const () as libc::sighandler_t);
        }
    }
}

extern "C" fn cancel(_: i32) {
    // SAFETY: both calls take plain integers and are safe in a handler.
    unsafe {
        libc::shutdown(SOCKET_OF_CALL.load(Ordering::Relaxed), libc::SHUT_WR);
        libc::alarm(LAST_PATIENCE_S);
    }
}

extern "C" fn give_up(_: i32) {
    // SAFETY: ends the process at once.
    unsafe { libc::_exit(OUR_FAULT) }
}

fn lost<T>(cause: std::io::Error) -> Try<T> {
    Err(Failure {
        step: format!("reach the engine: {cause}"),
        errno: cause.raw_os_error().unwrap_or(libc::EIO),
    })
}
