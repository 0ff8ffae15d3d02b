//! A program's way from init's fork to its exec: everything it must not have is given up in between.

use crate::plan::{Family, Plan, Start};
use crate::sys::{self, check, failure, Failure, Try};
use crate::wire::{Fields, Frame};
use std::ffi::{CStr, CString};
use std::os::unix::io::{AsRawFd, OwnedFd, RawFd};

/// A started program, with our ends of its pipes.
pub struct Running {
    pub pid: i32,
    pub stdin: OwnedFd,
    pub stdout: OwnedFd,
    pub stderr: OwnedFd,
}

/// A program started ahead of its order, for which it waits at the other end of `control`.
pub struct Parked {
    pub running: Running,
    pub control: OwnedFd,
}

/// An order is written in one go or not at all: a program that does not read must not hold init up.
/// This fits a pipe of the usual size.
const MOST_ORDER: usize = 60 << 10;

/// Starts a program that will be told later what it is to do.
pub fn park(plan: &Plan, order: &Start) -> Try<Parked> {
    let (control_out, control) = sys::pipe(0)?;
    sys::set_nonblocking(control.as_raw_fd())?;
    let running = launch(plan, order, Some(control_out.as_raw_fd()))?;
    Ok(Parked { running, control })
}

/// Starts a program that will fork into other sandboxes, and is asked to by `asks`.
pub fn start_zygote(plan: &Plan, order: &Start, asks: &OwnedFd) -> Try<Running> {
    launch(plan, order, Some(asks.as_raw_fd()))
}

impl Parked {
    pub fn pid(&self) -> i32 {
        self.running.pid
    }

    /// Puts `order`'s ceilings on the program and hands it the rest.
    pub fn hand(self, order: &Start) -> Try<Running> {
        match message(order) {
            Some(message) => hand(&self.running, &self.control, order, &message)?,
            None => return failure("hand an order over: it is too long", libc::E2BIG),
        }
        Ok(self.running)
    }
}

/// A process that has given up what a program must not have, and has executed nothing yet.
pub struct Prepared {
    running: Running,
    control: OwnedFd,
    trouble: OwnedFd,
}

/// Starts a process that waits for what to execute.
pub fn prepare(plan: &Plan) -> Try<Prepared> {
    let (control_out, control) = sys::pipe(0)?;
    sys::set_nonblocking(control.as_raw_fd())?;
    let control_out = control_out.as_raw_fd();
    let (running, trouble) = spawn(Some(control_out), || become_prepared(plan))?;
    Ok(Prepared {
        running,
        control,
        trouble,
    })
}

impl Prepared {
    pub fn pid(&self) -> i32 {
        self.running.pid
    }

    /// Has the program executed. Returns as `start` does. `message` is that of the order.
    pub fn execute(self, order: &Start, message: &[u8]) -> Try<Running> {
        hand(&self.running, &self.control, order, message)?;
        executing(self.running, &self.trouble)
    }
}

/// An order as the one who waits for it reads it: a length (u32), then texts that each end with NUL: the directory,
/// the number of arguments, the arguments, the environment. None if it does not fit.
pub fn message(order: &Start) -> Option<Vec<u8>> {
    let count = order.argv.len().to_string();
    let mut texts = order.directory.to_bytes_with_nul().to_vec();
    texts.extend(count.as_bytes());
    texts.push(0);
    for text in order.argv.iter().chain(&order.environment) {
        texts.extend(text.to_bytes_with_nul());
    }
    let message = [&(texts.len() as u32).to_le_bytes(), texts.as_slice()].concat();
    Some(message).filter(|it| it.len() <= MOST_ORDER)
}

fn hand(running: &Running, control: &OwnedFd, order: &Start, message: &[u8]) -> Try<()> {
    for (resource, ceiling) in &order.rlimits {
        lower(running.pid, *resource, *ceiling)?;
    }
    let written = sys::write(control.as_raw_fd(), message);
    let written = check(written, || "hand an order over")?;
    if written as usize != message.len() {
        return failure("hand an order over: there is no room", libc::EAGAIN);
    }
    Ok(())
}

/// Starts the program. Returns once it executes; what prevents that is a failure, never an exit status.
pub fn start(plan: &Plan, order: &Start) -> Try<Running> {
    launch(plan, order, None)
}

fn launch(plan: &Plan, order: &Start, control: Option<RawFd>) -> Try<Running> {
    let (running, trouble) = spawn(control, || become_program(plan, order))?;
    executing(running, &trouble)
}

/// Forks a child that does `work`, with its pipes in place; what it fails at comes through the pipe that is returned.
fn spawn(control: Option<RawFd>, work: impl FnOnce() -> Try<Never>) -> Try<(Running, OwnedFd)> {
    let (stdin_out, stdin) = sys::stream()?;
    let (stdout, stdout_in) = sys::stream()?;
    let (stderr, stderr_in) = sys::stream()?;
    let (trouble, trouble_in) = sys::pipe(0)?;
    // SAFETY: this process has one thread, so the child may do anything.
    let pid = unsafe { libc::fork() };
    let pid = check(pid.into(), || "fork")? as i32;
    if pid == 0 {
        let streams = [
            stdin_out.as_raw_fd(),
            stdout_in.as_raw_fd(),
            stderr_in.as_raw_fd(),
        ];
        let trouble = trouble_in.as_raw_fd();
        let (told_to, failed) = match place(streams, trouble, control) {
            Ok(()) => match work() {
                Ok(never) => match never {},
                Err(failed) => (TROUBLE, failed),
            },
            Err(failed) => (trouble, failed),
        };
        sys::write(told_to, &Frame::failed(&failed).finish());
        // SAFETY: ends this process at once; nothing of init's is to be run at its exit.
        unsafe { libc::_exit(127) }
    }
    let running = Running {
        pid,
        stdin,
        stdout,
        stderr,
    };
    Ok((running, trouble))
}

/// Waits until the program executes.
fn executing(running: Running, trouble: &OwnedFd) -> Try<Running> {
    if let Some(failed) = wait_for_exec(trouble)? {
        return Err(failed);
    }
    for end in [&running.stdin, &running.stdout, &running.stderr] {
        sys::set_nonblocking(end.as_raw_fd())?;
    }
    Ok(running)
}

/// What comes through the report pipe last before exec: without it the pipe's end is the child's.
const ABOUT_TO_EXECUTE: u8 = b'x';

/// The pipe closes at exec; what comes through it before, if it is more than that exec is next, is why there was none.
fn wait_for_exec(trouble: &OwnedFd) -> Try<Option<Failure>> {
    let mut told = Vec::new();
    loop {
        let mut buffer = [0; 4096];
        let count = sys::read(trouble.as_raw_fd(), &mut buffer);
        match check(count, || "read from a starting program")? as usize {
            0 => break,
            count => told.extend(&buffer[..count]),
        }
    }
    let failed = match told.as_slice() {
        [] => return failure("start a program: it was killed", libc::ESRCH),
        [ABOUT_TO_EXECUTE] => return Ok(None),
        [ABOUT_TO_EXECUTE, failed @ ..] | failed => failed,
    };
    let mut fields = Fields(failed);
    fields.u32()?;
    fields.u8()?;
    fields.failure().map(Some)
}

/// Where the child keeps the pipe through which it reports.
const TROUBLE: RawFd = 3;
/// Where a program that is started ahead reads its order.
const CONTROL: RawFd = 4;

enum Never {}

fn become_program(plan: &Plan, order: &Start) -> Try<Never> {
    leave_init()?;
    for (resource, ceiling) in &order.rlimits {
        lower(0, *resource, *ceiling)?;
    }
    drop_privileges(plan)?;
    // After the ids changed: a folder that the program may not enter is its folder's failure, not ours.
    enter(&order.directory)?;
    confine(plan)?;
    execute(&order.argv, &order.environment)
}

/// As a program, up to what differs from one to the next: that comes by the order's pipe.
fn become_prepared(plan: &Plan) -> Try<Never> {
    leave_init()?;
    drop_privileges(plan)?;
    confine(plan)?;
    let mut length = [0; 4];
    read_order(&mut length)?;
    let mut texts = vec![0; u32::from_le_bytes(length) as usize];
    read_order(&mut texts)?;
    sys::close_from(CONTROL as u32)?;
    let mut texts = texts
        .split_inclusive(|byte| *byte == 0)
        .filter_map(|text| CStr::from_bytes_with_nul(text).ok().map(CStr::to_owned));
    let directory = texts.next().unwrap_or_default();
    let count = texts.next().unwrap_or_default();
    let count = count.to_string_lossy().parse().unwrap_or_default();
    let argv: Vec<CString> = texts.by_ref().take(count).collect();
    let environment: Vec<CString> = texts.collect();
    enter(&directory)?;
    execute(&argv, &environment)
}

/// Gives up what is only for init to have.
fn leave_init() -> Try<()> {
    be_killed_first()?;
    default_signals()?;
    // SAFETY: no arguments.
    check(unsafe { libc::setsid() }.into(), || "setsid")?;
    Ok(())
}

fn confine(plan: &Plan) -> Try<()> {
    sys::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, "no_new_privs")?;
    filter_calls(&plan.filter)
}

fn read_order(mut room: &mut [u8]) -> Try<()> {
    while !room.is_empty() {
        let count = check(sys::read(CONTROL, room), || "read the order")?;
        if count == 0 {
            return failure("read the order: there is none", libc::ECANCELED);
        }
        room = &mut room[count as usize..];
    }
    Ok(())
}

fn enter(directory: &CStr) -> Try<()> {
    // SAFETY: the path is NUL-terminated.
    let gone = unsafe { libc::chdir(directory.as_ptr()) };
    check(gone.into(), || {
        format!("enter the working directory {}", sys::lossy(directory))
    })?;
    Ok(())
}

fn execute(argv: &[CString], environment: &[CString]) -> Try<Never> {
    let pointed = pointers(argv);
    let environment = pointers(environment);
    check(sys::write(TROUBLE, &[ABOUT_TO_EXECUTE]), || "report")?;
    // SAFETY: both arrays end with a null pointer and point into strings that outlive the call.
    unsafe { libc::execve(pointed[0], pointed.as_ptr(), environment.as_ptr()) };
    let errno = sys::errno();
    failure(format!("execute {}", sys::lossy(&argv[0])), errno)
}

/// Sets a resource's soft and hard limit, of this process if `pid` is 0. Lower than `ceiling` where the host itself
/// is held lower: it cannot be raised.
fn lower(pid: i32, resource: u32, ceiling: u64) -> Try<()> {
    // SAFETY: an all-zero limit is valid; both pointers are, and null is for "not asked" and "not set".
    unsafe {
        let mut limit: libc::rlimit = std::mem::zeroed();
        let read = libc::prlimit(pid, resource as _, std::ptr::null(), &mut limit);
        check(read.into(), || format!("read resource limit {resource}"))?;
        limit.rlim_max = limit.rlim_max.min(ceiling);
        limit.rlim_cur = limit.rlim_max;
        let set = libc::prlimit(pid, resource as _, &limit, std::ptr::null_mut());
        check(set.into(), || format!("set resource limit {resource}"))?;
    }
    Ok(())
}

/// Puts the pipes at 0, 1, 2 and 3, and the one that carries an order at 4, and closes all else.
fn place(streams: [RawFd; 3], trouble: RawFd, control: Option<RawFd>) -> Try<()> {
    // All of them are above 4: init keeps that and more open.
    for (target, source) in streams.iter().enumerate() {
        // SAFETY: plain integers; whatever was at `target` is not used any more.
        let placed = unsafe { libc::dup2(*source, target as RawFd) };
        check(placed.into(), || "place a standard stream")?;
    }
    // SAFETY: as above; this one must not survive exec.
    let placed = unsafe { libc::dup3(trouble, TROUBLE, libc::O_CLOEXEC) };
    check(placed.into(), || "place the report pipe")?;
    let mut first_unused = TROUBLE;
    if let Some(control) = control {
        // SAFETY: as above; this one survives.
        let placed = unsafe { libc::dup2(control, CONTROL) };
        check(placed.into(), || "place the order's pipe")?;
        first_unused = CONTROL;
    }
    sys::close_from(first_unused as u32 + 1)
}

/// When memory runs out the kernel takes the program, not its init, nor anything of the host's.
fn be_killed_first() -> Try<()> {
    sys::prctl(libc::PR_SET_DUMPABLE, 1, "be dumpable")?;
    sys::write_file(b"/proc/self/oom_score_adj", b"1000")
}

/// Rust ignores SIGPIPE and init blocks SIGCHLD; a program starts with neither.
fn default_signals() -> Try<()> {
    for signal in 1..65 {
        // SAFETY: SIG_DFL is always a valid disposition.
        let before = unsafe { libc::signal(signal, libc::SIG_DFL) };
        // EINVAL is a signal that cannot be set, and never was.
        if before == libc::SIG_ERR && sys::errno() != libc::EINVAL {
            let errno = sys::errno();
            return failure(format!("reset signal {signal}"), errno);
        }
    }
    // SAFETY: `none` is initialised by sigemptyset.
    let masked = unsafe {
        let mut none: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&mut none);
        libc::sigprocmask(libc::SIG_SETMASK, &none, std::ptr::null_mut())
    };
    check(masked.into(), || "unblock signals")?;
    Ok(())
}

#[repr(C)]
struct CapabilityHeader {
    version: u32,
    pid: i32,
}

/// Effective, permitted and inheritable sets, the lower 32 capabilities and the upper.
pub type CapabilitySets = [[u32; 3]; 2];

const CAPABILITY_VERSION_3: u32 = 0x2008_0522;

pub fn capabilities() -> Try<CapabilitySets> {
    let mut sets: CapabilitySets = Default::default();
    let header = CapabilityHeader {
        version: CAPABILITY_VERSION_3,
        pid: 0,
    };
    // SAFETY: both point to structures of version 3's size.
    let got = unsafe { libc::syscall(libc::SYS_capget, &header, sets.as_mut_ptr()) };
    check(got, || "read capabilities")?;
    Ok(sets)
}

pub fn set_capabilities(sets: &CapabilitySets) -> Try<()> {
    let header = CapabilityHeader {
        version: CAPABILITY_VERSION_3,
        pid: 0,
    };
    // SAFETY: both point to structures of version 3's size.
    let set = unsafe { libc::syscall(libc::SYS_capset, &header, sets.as_ptr()) };
    check(set, || "set capabilities")?;
    Ok(())
}

fn drop_privileges(plan: &Plan) -> Try<()> {
    let id = plan.user_id;
    if matches!(plan.family, Family::Zygote) {
        sys::prctl(libc::PR_SET_KEEPCAPS, 1, "keep capabilities")?;
    }
    // SAFETY: plain integers.
    unsafe {
        check(libc::syscall(libc::SYS_setresgid, id, id, id), || {
            "take the user's group id"
        })?;
        check(libc::syscall(libc::SYS_setresuid, id, id, id), || {
            "take the user's id"
        })?;
    }
    match plan.family {
        Family::Zygote => keep_one_capability(),
        Family::Alone | Family::Of(_) => set_capabilities(&Default::default()),
    }
}

pub const CAP_SYS_ADMIN: u64 = 21;

/// Through exec, too. In this sandbox there is nothing to use it on: its filter allows no more of what needs it
/// than to enter the namespaces of other sandboxes.
fn keep_one_capability() -> Try<()> {
    let mut sets: CapabilitySets = Default::default();
    sets[0] = [1 << CAP_SYS_ADMIN; 3];
    set_capabilities(&sets)?;
    // SAFETY: plain integers.
    let raised = unsafe {
        libc::prctl(
            libc::PR_CAP_AMBIENT,
            libc::PR_CAP_AMBIENT_RAISE,
            CAP_SYS_ADMIN,
            0,
            0,
        )
    };
    check(raised.into(), || "keep a capability")?;
    Ok(())
}

/// Installs the filter that came with the plan: an array of `struct sock_filter`, 8 bytes each.
fn filter_calls(bytes: &[u8]) -> Try<()> {
    let filter: Vec<u64> = bytes
        .chunks_exact(8)
        .map(|chunk| {
            let mut array = [0; 8];
            array.copy_from_slice(chunk);
            u64::from_ne_bytes(array)
        })
        .collect();
    let program = libc::sock_fprog {
        len: filter.len() as u16,
        filter: filter.as_ptr() as *mut libc::sock_filter,
    };
    // SAFETY: `program` describes `filter`, which outlives the call; u64 is aligned more strictly.
    let set = unsafe {
        libc::syscall(
            libc::SYS_seccomp,
            libc::SECCOMP_SET_MODE_FILTER,
            0,
            &program,
        )
    };
    check(set, || "install the system-call filter")?;
    Ok(())
}

fn pointers(strings: &[CString]) -> Vec<*const std::os::raw::c_char> {
    strings
        .iter()
        .map(|text| text.as_ptr())
        .chain(std::iter::once(std::ptr::null()))
        .collect()
}
