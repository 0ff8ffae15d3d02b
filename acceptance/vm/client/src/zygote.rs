//! A zygote as docs/wire.md describes it, in place of an interpreter: forks into each sandbox that asks, and what it
//! is ordered there is to do one of the things in `program`.

use crate::program::{self, fork, wait};
use std::io;

/// Where it is asked, and where a fork of it reads its order.
const CONTROL: i32 = 4;

/// The bytes of a `struct sock_filter`.
const INSTRUCTION: usize = 8;

/// With `stays` its forks do not join their sandboxes' groups, as they must.
pub fn run(stays: bool) -> ! {
    let own = open(b"/proc/self/ns/pid\0");
    loop {
        let (message, passed) = match receive() {
            Some(asked) => asked,
            None => std::process::exit(0),
        };
        let failed = |step: &str| -> ! {
            let why = format!("{step}: {}", io::Error::last_os_error());
            write(passed[11], why.as_bytes());
            std::process::exit(1)
        };
        if setns(passed[6]) < 0 {
            failed("enter the pid namespace");
        }
        if fork() == 0 {
            if let Err(step) = become_program(&message, &passed, stays) {
                failed(step);
            }
            obey();
        }
        passed.iter().for_each(|it| close(*it));
        setns(own);
        wait();
    }
}

/// One message: its bytes, and the descriptors that came with it.
fn receive() -> Option<(Vec<u8>, Vec<i32>)> {
    let mut message = vec![0u8; 1 << 16];
    let mut part = libc::iovec {
        iov_base: message.as_mut_ptr().cast(),
        iov_len: message.len(),
    };
    let mut control = [0u64; 64];
    // SAFETY: all-zero is a valid header, and its pointers are set to what outlives the call and has the size given.
    let passed = unsafe {
        let mut header: libc::msghdr = std::mem::zeroed();
        header.msg_iov = &mut part;
        header.msg_iovlen = 1;
        header.msg_control = control.as_mut_ptr().cast();
        header.msg_controllen = std::mem::size_of_val(&control) as _;
        let count = libc::recvmsg(CONTROL, &mut header, 0);
        let rights = libc::CMSG_FIRSTHDR(&header);
        if count <= 0 || rights.is_null() {
            return None;
        }
        message.truncate(count as usize);
        let size = (*rights).cmsg_len as usize - libc::CMSG_LEN(0) as usize;
        let first: *const i32 = libc::CMSG_DATA(rights).cast();
        std::slice::from_raw_parts(first, size / std::mem::size_of::<i32>()).to_vec()
    };
    (passed.len() >= 12).then_some((message, passed))
}

/// Gives up what a program must not have. Returns in the child's child, which is init's by then; an error is the
/// name of the step.
fn become_program(message: &[u8], passed: &[i32], stays: bool) -> Result<(), &'static str> {
    let done = |result: i64, step| if result < 0 { Err(step) } else { Ok(()) };
    for door in passed[12..].iter().filter(|_| !stays) {
        done(write(*door, b"0"), "join a control group")?;
    }
    for namespace in &passed[..6] {
        done(setns(*namespace).into(), "enter a namespace")?;
    }
    match fork() {
        0 => {}
        pid if pid < 0 => return Err("fork"),
        // SAFETY: never returns.
        _ => unsafe { libc::_exit(0) },
    }
    let id = u32::from_le_bytes([message[0], message[1], message[2], message[3]]);
    let filter: Vec<u64> = message[4..]
        .chunks_exact(INSTRUCTION)
        .map(|it| {
            it.iter()
                .rev()
                .fold(0, |all, byte| all << 8 | u64::from(*byte))
        })
        .collect();
    let calls = libc::sock_fprog {
        len: filter.len() as u16,
        filter: filter.as_ptr() as *mut libc::sock_filter,
    };
    // Version 3, of this process.
    let header = [0x2008_0522_u32, 0];
    // SAFETY: plain integers, and pointers to what outlives the calls and has the size that they ask for.
    unsafe {
        libc::setsid();
        for (to, end) in [(0, 7), (1, 8), (2, 9), (CONTROL, 10)] {
            done(libc::dup2(passed[end], to).into(), "place a stream")?;
        }
        done(libc::setresgid(id, id, id).into(), "take the group id")?;
        done(libc::setresuid(id, id, id).into(), "take the id")?;
        for capability in 0..64 {
            libc::prctl(libc::PR_CAPBSET_DROP, capability, 0, 0, 0);
        }
        let given_up = libc::syscall(libc::SYS_capset, header.as_ptr(), [0u32; 6].as_ptr());
        done(given_up, "give up capabilities")?;
        let filtered = libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_FILTER, &calls);
        done(filtered.into(), "install the filter")?;
        libc::prctl(libc::PR_SET_DUMPABLE, 1, 0, 0, 0);
        while libc::getppid() != 1 {
            libc::sched_yield();
        }
        write(passed[11], &libc::getpid().to_le_bytes());
        libc::syscall(libc::SYS_close_range, CONTROL + 1, u32::MAX, 0);
    }
    Ok(())
}

/// Waits for the order, and does it.
fn obey() -> ! {
    let length = u32::from_le_bytes(read(4).try_into().unwrap_or_default());
    let texts = String::from_utf8_lossy(&read(length as usize)).into_owned();
    close(CONTROL);
    let texts: Vec<&str> = texts.split('\0').collect();
    let _ = std::env::set_current_dir(texts[0]);
    let count: usize = texts[1].parse().unwrap_or(0);
    // The first is the program's own name.
    program::run(&texts[3..2 + count])
}

fn read(count: usize) -> Vec<u8> {
    let mut bytes = vec![0; count];
    let mut at = 0;
    while at < count {
        // SAFETY: the slice is valid for its length.
        let more = unsafe { libc::read(CONTROL, bytes[at..].as_mut_ptr().cast(), count - at) };
        if more <= 0 {
            std::process::exit(1);
        }
        at += more as usize;
    }
    bytes
}

fn open(path: &[u8]) -> i32 {
    // SAFETY: every caller's path is NUL-terminated.
    unsafe { libc::open(path.as_ptr().cast(), libc::O_RDONLY | libc::O_CLOEXEC) }
}

fn setns(namespace: i32) -> i32 {
    // SAFETY: plain integers.
    unsafe { libc::setns(namespace, 0) }
}

fn write(to: i32, bytes: &[u8]) -> i64 {
    // SAFETY: the slice is valid for its length.
    unsafe { libc::write(to, bytes.as_ptr().cast(), bytes.len()) as i64 }
}

fn close(descriptor: i32) {
    // SAFETY: nobody uses it any more.
    unsafe { libc::close(descriptor) };
}
