//! A zygote's other end: a sandbox's init asks it to fork into the sandbox.
//!
//! The zygote is a program of a sandbox of its own, in whose user and pid namespace those it forks into lie. It
//! gets one message for each fork, with descriptors, and is trusted with no more than these: the sandbox
//! is still empty, and is given to nobody if it is not as it should be.

use crate::plan::Plan;
use crate::program::{Parked, Running};
use crate::sys::{self, check, failure, Try};
use std::os::unix::io::{AsRawFd, OwnedFd, RawFd};

/// What a sandbox of a zygote's family keeps.
pub struct Kin {
    /// The socket on which the zygote is asked: the zygote's end in its own sandbox.
    pub zygote: Option<OwnedFd>,
    /// The ways into the sandbox's control groups.
    pub doors: Vec<OwnedFd>,
}

/// In the order in which they are entered, the pid namespace apart, which only a child can be in.
const NAMESPACES: [&str; 7] = ["user", "mnt", "net", "ipc", "uts", "cgroup", "pid"];

/// A zygote that has only just started first loads all that it is to have loaded: the JVM waits longer.
const PATIENCE_MS: i32 = 60_000;

/// No message has more descriptors: the kernel allows 253.
const MOST_DESCRIPTORS: usize = 64;

/// Has the zygote at the other end of `asks` fork into this sandbox. Returns once the child has given everything up
/// that a program must not have, and waits for its order.
pub fn fork(plan: &Plan, asks: &OwnedFd, doors: &[OwnedFd]) -> Try<Parked> {
    let (stdin_out, stdin) = sys::stream()?;
    let (stdout, stdout_in) = sys::stream()?;
    let (stderr, stderr_in) = sys::stream()?;
    let (control_out, control) = sys::pipe(0)?;
    let (answer, answer_in) = sys::pipe(0)?;
    let mut passed = Vec::new();
    for name in NAMESPACES {
        passed.push(sys::namespace("self", name)?);
    }
    passed.extend([stdin_out, stdout_in, stderr_in, control_out, answer_in]);
    let descriptors: Vec<RawFd> = passed.iter().chain(doors).map(AsRawFd::as_raw_fd).collect();
    let message = [&plan.user_id.to_le_bytes(), plan.filter.as_slice()].concat();
    send(asks, &message, &descriptors)?;
    drop(passed);
    let pid = hear(&answer)?;
    if let Err(failed) = in_our_groups(pid).and_then(|()| gave_everything_up(pid, plan.user_id)) {
        sys::kill(pid, libc::SIGKILL);
        return Err(failed);
    }
    for end in [&stdin, &stdout, &stderr, &control] {
        sys::set_nonblocking(end.as_raw_fd())?;
    }
    Ok(Parked {
        running: Running {
            pid,
            stdin,
            stdout,
            stderr,
        },
        control,
    })
}

fn send(to: &OwnedFd, message: &[u8], descriptors: &[RawFd]) -> Try<()> {
    if descriptors.len() > MOST_DESCRIPTORS {
        return failure("ask the zygote: too many descriptors", libc::EMFILE);
    }
    let size = std::mem::size_of_val(descriptors) as u32;
    let mut part = libc::iovec {
        iov_base: message.as_ptr() as *mut libc::c_void,
        iov_len: message.len(),
    };
    // Aligned as a header must be; room for the header and MOST_DESCRIPTORS.
    let mut control = [0_u64; 64];
    // SAFETY: all-zero is a valid header, its pointers are set to what outlives the call, and `control` has room
    // for all descriptors.
    let sent = unsafe {
        let mut header: libc::msghdr = std::mem::zeroed();
        header.msg_iov = &mut part;
        header.msg_iovlen = 1;
        header.msg_control = control.as_mut_ptr().cast();
        header.msg_controllen = libc::CMSG_SPACE(size) as _;
        let rights = libc::CMSG_FIRSTHDR(&header);
        (*rights).cmsg_level = libc::SOL_SOCKET;
        (*rights).cmsg_type = libc::SCM_RIGHTS;
        (*rights).cmsg_len = libc::CMSG_LEN(size) as _;
        std::ptr::copy_nonoverlapping(
            descriptors.as_ptr(),
            libc::CMSG_DATA(rights).cast(),
            descriptors.len(),
        );
        libc::sendmsg(
            to.as_raw_fd(),
            &header,
            libc::MSG_NOSIGNAL | libc::MSG_DONTWAIT,
        )
    };
    check(sent as i64, || "ask the zygote")?;
    Ok(())
}

/// That it has joined them is not taken from the zygote's word: outside them no limit of this sandbox holds.
fn in_our_groups(pid: i32) -> Try<()> {
    let groups = |process: &str| std::fs::read(format!("/proc/{process}/cgroup"));
    match (groups(&pid.to_string()), groups("self")) {
        (Ok(its), Ok(ours)) if its == ours => Ok(()),
        _ => failure("have the zygote's child in our control groups", libc::EPERM),
    }
}

/// Nor that it has no right any more which a program must not have: what a zygote preloads may have taken it over.
/// None of them comes back.
fn gave_everything_up(pid: i32, user: u32) -> Try<()> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let all = |name: &str, expected: &str| {
        status
            .lines()
            .filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
            .any(|value| value.split_whitespace().all(|word| word == expected))
    };
    let id = user.to_string();
    let none = "0000000000000000";
    let capabilities = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"];
    match capabilities.iter().all(|set| all(set, none))
        && all("Uid", &id)
        && all("Gid", &id)
        && all("NoNewPrivs", "1")
        && all("Seccomp", "2")
    {
        true => Ok(()),
        false => failure("have the zygote's child give its rights up", libc::EPERM),
    }
}

/// The process id of the zygote's child, which by now is a child of this process.
fn hear(answer: &OwnedFd) -> Try<i32> {
    let mut entries = [sys::pollfd(answer.as_raw_fd(), libc::POLLIN)];
    sys::poll(&mut entries, PATIENCE_MS)?;
    if entries[0].revents == 0 {
        return failure("wait for the zygote", libc::ETIMEDOUT);
    }
    let mut buffer = [0; 1024];
    let count = sys::read(answer.as_raw_fd(), &mut buffer).max(0) as usize;
    match buffer[..count] {
        [a, b, c, d] => {
            let pid = i32::from_le_bytes([a, b, c, d]);
            // SAFETY: no status is asked for. Of any process but a child this fails.
            let waits = unsafe { libc::waitpid(pid, std::ptr::null_mut(), libc::WNOHANG) };
            if pid <= 1 || waits != 0 {
                return failure("have the zygote's child as our own", libc::ECHILD);
            }
            Ok(pid)
        }
        [] => failure("have the zygote fork: it has ended", libc::ECHILD),
        _ => failure(
            format!(
                "have the zygote fork: {}",
                String::from_utf8_lossy(&buffer[..count])
            ),
            libc::EPROTO,
        ),
    }
}
