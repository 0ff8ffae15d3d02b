//! System calls, each with its failure named: which step, on what, and the kernel's errno.

use std::ffi::{CStr, CString};
use std::fmt;
use std::os::unix::io::{AsRawFd, FromRawFd, OwnedFd, RawFd};

/// A step that failed, as it is reported to the JVM: never mistaken for a program's outcome.
#[derive(Debug)]
pub struct Failure {
    pub step: String,
    pub errno: i32,
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cause = std::io::Error::from_raw_os_error(self.errno);
        write!(out, "{}: {}", self.step, cause)
    }
}

pub type Try<T> = Result<T, Failure>;

/// The failure of `step` with an errno of our choosing.
pub fn failure<T>(step: impl Into<String>, errno: i32) -> Try<T> {
    Err(Failure {
        step: step.into(),
        errno,
    })
}

pub fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// Turns the -1 of a system call into a failure; `step` is only made when it is needed.
pub fn check<S: Into<String>>(result: i64, step: impl FnOnce() -> S) -> Try<i64> {
    if result < 0 {
        let errno = errno();
        return failure(step(), errno);
    }
    Ok(result)
}

pub fn cstring(bytes: &[u8], what: &str) -> Try<CString> {
    match CString::new(bytes) {
        Ok(text) => Ok(text),
        Err(_) => failure(format!("{what} contains a NUL byte"), libc::EINVAL),
    }
}

/// Takes ownership of a descriptor that a system call has just returned.
pub fn owned(fd: i64) -> OwnedFd {
    // SAFETY: every caller passes the fresh, checked result of a call that creates a descriptor.
    unsafe { OwnedFd::from_raw_fd(fd as RawFd) }
}

/// A pipe, both ends close-on-exec: (read, write).
pub fn pipe(flags: i32) -> Try<(OwnedFd, OwnedFd)> {
    let mut ends = [-1; 2];
    // SAFETY: `ends` is room for two descriptors.
    let result = unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC | flags) };
    check(result.into(), || "pipe")?;
    Ok((owned(ends[0].into()), owned(ends[1].into())))
}

/// A pipe for what a program reads or writes: it may open it once more, as `/dev/stdin`, whoever it runs as.
pub fn stream() -> Try<(OwnedFd, OwnedFd)> {
    let ends = pipe(0)?;
    // SAFETY: plain integers. Both ends are of one file.
    let changed = unsafe { libc::fchmod(ends.0.as_raw_fd(), 0o666) };
    check(changed.into(), || "chmod a pipe")?;
    Ok(ends)
}

/// Two connected sockets that keep messages apart, both close-on-exec.
pub fn message_pair() -> Try<(OwnedFd, OwnedFd)> {
    let mut ends = [-1; 2];
    let kind = libc::SOCK_SEQPACKET | libc::SOCK_CLOEXEC;
    // SAFETY: `ends` is room for two descriptors.
    let result = unsafe { libc::socketpair(libc::AF_UNIX, kind, 0, ends.as_mut_ptr()) };
    check(result.into(), || "socketpair")?;
    Ok((owned(ends[0].into()), owned(ends[1].into())))
}

/// Has every message at this end come with its sender's process id.
pub fn receive_senders(socket: &OwnedFd) -> Try<()> {
    let on: libc::c_int = 1;
    // SAFETY: `on` is valid for its size.
    let set = unsafe {
        libc::setsockopt(
            socket.as_raw_fd(),
            libc::SOL_SOCKET,
            libc::SO_PASSCRED,
            (&on as *const libc::c_int).cast(),
            std::mem::size_of_val(&on) as libc::socklen_t,
        )
    };
    check(set.into(), || "setsockopt")?;
    Ok(())
}

/// The next message: its length, and its sender's process id as it is called here.
pub fn receive_from(socket: &OwnedFd, buffer: &mut [u8]) -> Try<(usize, i32)> {
    let mut part = libc::iovec {
        iov_base: buffer.as_mut_ptr().cast(),
        iov_len: buffer.len(),
    };
    // Aligned as a header must be; room for one sender.
    let mut control = [0_u64; 8];
    // SAFETY: all-zero is a valid header, and its pointers are set to what outlives the call and has the size given.
    unsafe {
        let mut header: libc::msghdr = std::mem::zeroed();
        header.msg_iov = &mut part;
        header.msg_iovlen = 1;
        header.msg_control = control.as_mut_ptr().cast();
        header.msg_controllen = std::mem::size_of_val(&control) as _;
        let count = libc::recvmsg(socket.as_raw_fd(), &mut header, libc::MSG_CMSG_CLOEXEC);
        check(count as i64, || "recvmsg")?;
        let first = libc::CMSG_FIRSTHDR(&header);
        if first.is_null() || (*first).cmsg_type != libc::SCM_CREDENTIALS {
            return failure("recvmsg: no sender", libc::EBADMSG);
        }
        let sender: libc::ucred = std::ptr::read_unaligned(libc::CMSG_DATA(first).cast());
        Ok((count as usize, sender.pid))
    }
}

pub fn duplicate(fd: &OwnedFd) -> Try<OwnedFd> {
    // SAFETY: plain integers.
    let copy = unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_DUPFD_CLOEXEC, 3) };
    Ok(owned(check(copy.into(), || "duplicate a descriptor")?))
}

/// One of the namespaces of process `pid` ("self": this one), as /proc has them.
pub fn namespace(pid: &str, name: &str) -> Try<OwnedFd> {
    let path = cstring(format!("/proc/{pid}/ns/{name}").as_bytes(), "path")?;
    open(&path, libc::O_RDONLY, 0)
}

pub fn enter(namespace: &OwnedFd, step: &str) -> Try<()> {
    // SAFETY: plain integers.
    let entered = unsafe { libc::setns(namespace.as_raw_fd(), 0) };
    check(entered.into(), || step)?;
    Ok(())
}

pub fn open(path: &CStr, flags: i32, mode: u32) -> Try<OwnedFd> {
    // SAFETY: `path` is NUL-terminated.
    let fd = unsafe { libc::open(path.as_ptr(), flags | libc::O_CLOEXEC, mode) };
    Ok(owned(check(fd.into(), || format!("open {}", lossy(path)))?))
}

/// Writes `bytes` to the file at `path`, which must exist, in one call as control files want it.
pub fn write_file(path: &[u8], bytes: &[u8]) -> Try<()> {
    let name = cstring(path, "path")?;
    let fd = open(&name, libc::O_WRONLY, 0)?;
    let written = write(fd.as_raw_fd(), bytes);
    check(written, || format!("write to {}", lossy(&name)))?;
    Ok(())
}

pub fn write(fd: RawFd, bytes: &[u8]) -> i64 {
    // SAFETY: the slice is valid for its length.
    unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) as i64 }
}

pub fn read(fd: RawFd, bytes: &mut [u8]) -> i64 {
    // SAFETY: the slice is valid for its length.
    unsafe { libc::read(fd, bytes.as_mut_ptr().cast(), bytes.len()) as i64 }
}

pub fn pread(fd: RawFd, bytes: &mut [u8]) -> i64 {
    // SAFETY: the slice is valid for its length.
    unsafe { libc::pread(fd, bytes.as_mut_ptr().cast(), bytes.len(), 0) as i64 }
}

pub fn set_nonblocking(fd: RawFd) -> Try<()> {
    // SAFETY: plain integers.
    let result = unsafe { libc::fcntl(fd, libc::F_SETFL, libc::O_NONBLOCK) };
    check(result.into(), || "set a descriptor non-blocking")?;
    Ok(())
}

/// Waits for events; at most `timeout_ms` (-1: for ever). A signal that interrupts is no event.
pub fn poll(entries: &mut [libc::pollfd], timeout_ms: i32) -> Try<()> {
    // SAFETY: the slice is valid for its length.
    let result = unsafe { libc::poll(entries.as_mut_ptr(), entries.len() as u64, timeout_ms) };
    if result < 0 && errno() != libc::EINTR {
        check(result.into(), || "poll")?;
    }
    Ok(())
}

pub fn pollfd(fd: RawFd, events: i16) -> libc::pollfd {
    libc::pollfd {
        fd,
        events,
        revents: 0,
    }
}

/// A descriptor that is readable when a child has changed state.
pub fn child_signal() -> Try<OwnedFd> {
    signals(&[libc::SIGCHLD])
}

/// A descriptor that is ready when one of these signals is pending; they do nothing else any more.
pub fn signals(which: &[i32]) -> Try<OwnedFd> {
    // SAFETY: `set` is initialised by sigemptyset before it is used.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut set);
        for signal in which {
            libc::sigaddset(&mut set, *signal);
        }
        let masked = libc::sigprocmask(libc::SIG_BLOCK, &set, std::ptr::null_mut());
        check(masked.into(), || "block signals")?;
        let fd = libc::signalfd(-1, &set, libc::SFD_CLOEXEC | libc::SFD_NONBLOCK);
        Ok(owned(check(fd.into(), || "signalfd")?))
    }
}

/// The next pending signal of a `signals` descriptor, and whether a process sent it.
pub fn next_signal(signals: &OwnedFd) -> Option<(i32, bool)> {
    // SAFETY: an all-zero record is valid, and is filled as long as it is.
    unsafe {
        let mut info: libc::signalfd_siginfo = std::mem::zeroed();
        let size = std::mem::size_of_val(&info);
        let read = libc::read(
            signals.as_raw_fd(),
            std::ptr::addr_of_mut!(info).cast(),
            size,
        );
        (read == size as isize).then_some((info.ssi_signo as i32, info.ssi_code <= 0))
    }
}

/// Forgets the notices of a `child_signal` descriptor.
pub fn drain(fd: RawFd) {
    let mut buffer = [0; 1024];
    while read(fd, &mut buffer) > 0 {}
}

/// Nanoseconds of the monotonic clock.
pub fn now() -> u64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: `time` is valid; the clock always exists.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

pub fn prctl(option: i32, value: u64, step: &str) -> Try<()> {
    // SAFETY: the options used here take integers only.
    let result = unsafe { libc::prctl(option, value, 0, 0, 0) };
    check(result.into(), || step)?;
    Ok(())
}

/// How many files this process may have open, and have itself allowed.
pub fn open_files() -> Try<libc::rlimit> {
    let mut limit = libc::rlimit {
        rlim_cur: 0,
        rlim_max: 0,
    };
    // SAFETY: fills `limit`.
    let result = unsafe { libc::getrlimit(libc::RLIMIT_NOFILE, &mut limit) };
    check(result.into(), || "ask how many files may be open")?;
    Ok(limit)
}

/// Has as many files allowed as can be.
pub fn raise_open_files() -> Try<()> {
    let mut limit = open_files()?;
    limit.rlim_cur = limit.rlim_max;
    // SAFETY: `limit` is valid.
    let result = unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &limit) };
    check(result.into(), || "raise the number of open files")?;
    Ok(())
}

/// Closes every descriptor from `first` on.
pub fn close_from(first: u32) -> Try<()> {
    // SAFETY: plain integers; the callers own no descriptor that they go on using above `first`.
    let result = unsafe { libc::syscall(libc::SYS_close_range, first, u32::MAX, 0) };
    check(result, || "close_range")?;
    Ok(())
}

/// A child that has ended.
pub struct Reaped {
    pub pid: i32,
    /// Its wait status.
    pub status: i32,
    /// The most memory that was resident of it, or of one that it had waited for.
    pub resident: u64,
}

/// Reaps one child that has ended, if there is one; with `WNOHANG` without waiting.
pub fn reap(flags: i32) -> Option<Reaped> {
    loop {
        let mut status = 0;
        // SAFETY: an all-zero rusage is valid; it and `status` are filled.
        let (pid, usage) = unsafe {
            let mut usage: libc::rusage = std::mem::zeroed();
            (libc::wait4(-1, &mut status, flags, &mut usage), usage)
        };
        if pid > 0 && libc::WIFSTOPPED(status) {
            go_on_untraced(pid, libc::WSTOPSIG(status));
            continue;
        }
        return (pid > 0).then_some(Reaped {
            pid,
            status,
            resident: usage.ru_maxrss as u64 * 1024,
        });
    }
}

/// A child that made us its tracer (PTRACE_TRACEME) has stopped with `signal`, which is no end: it gets the
/// signal and goes on without us.
fn go_on_untraced(pid: i32, signal: i32) {
    // SAFETY: plain integers. It fails only where the child has been killed, whose end is still to come.
    unsafe { libc::syscall(libc::SYS_ptrace, libc::PTRACE_DETACH, pid, 0, signal) };
}

pub fn kill(pid: i32, signal: i32) -> i64 {
    // SAFETY: plain integers.
    unsafe { libc::kill(pid, signal) }.into()
}

pub fn lossy(text: &CStr) -> String {
    text.to_string_lossy().into_owned()
}
