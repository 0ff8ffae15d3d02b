//! From a plan to a first process inside: the child of `clone3`, in the order the kernel needs.

use crate::cgroup::{self, Gauges};
use crate::init;
use crate::mounts;
use crate::plan::Plan;
use crate::sys::{self, check, failure, Try};
use crate::wire::Frame;
use std::os::unix::io::{AsRawFd, OwnedFd, RawFd};

/// A sandbox's first process, as its host knows it.
pub struct Child {
    pub pid: i32,
    /// Carries one frame: OPENED or FAILED.
    pub report: OwnedFd,
    /// Held open only by the host: when it closes, init ends.
    pub _lifeline: OwnedFd,
}

const NAMESPACES: i32 = libc::CLONE_NEWUSER
    | libc::CLONE_NEWPID
    | libc::CLONE_NEWNS
    | libc::CLONE_NEWNET
    | libc::CLONE_NEWIPC
    | libc::CLONE_NEWUTS;

/// linux/sched.h; the libc crate's constant has the wrong width.
const CLONE_INTO_CGROUP: u64 = 0x2_0000_0000;

/// What init keeps open lies from here on; below are its standard streams.
const FIRST_KEPT: RawFd = 3;

/// Starts a sandbox. Returns once its ids and groups are set; whether the rest worked comes by `report`.
pub fn start(plan: &Plan, listener: OwnedFd) -> Try<Child> {
    let gauges = Gauges::open(&plan.counters)?;
    let (report, report_in) = sys::pipe(0)?;
    let (lifeline_in, lifeline) = sys::pipe(0)?;
    let (go_in, go) = sys::pipe(0)?;
    let group = cgroup::clone_into(&plan.cgroups)?;
    let doors = cgroup::doors(&plan.cgroups)?;
    let pid = clone(group.as_ref())?;
    if pid == 0 {
        let kept = Kept {
            listener,
            lifeline: lifeline_in,
            report: report_in,
            go: go_in,
            doors,
            gauges,
        };
        become_init(plan, kept);
    }
    let child = Child {
        pid,
        report,
        _lifeline: lifeline,
    };
    let admitted = admit(plan, pid)
        .and_then(|()| check(sys::write(go.as_raw_fd(), b"g"), || "start init").map(|_| ()));
    if let Err(failed) = admitted {
        sys::kill(pid, libc::SIGKILL);
        return Err(failed);
    }
    Ok(child)
}

fn clone(group: Option<&OwnedFd>) -> Try<i32> {
    // SAFETY: all-zero is the documented default of every field.
    let mut arguments: libc::clone_args = unsafe { std::mem::zeroed() };
    arguments.flags = NAMESPACES as u64;
    arguments.exit_signal = libc::SIGCHLD as u64;
    if let Some(group) = group {
        arguments.flags |= CLONE_INTO_CGROUP;
        arguments.cgroup = group.as_raw_fd() as u64;
    }
    // SAFETY: without CLONE_VM this is a fork; this process has one thread, so the child may do anything.
    let pid = unsafe {
        libc::syscall(
            libc::SYS_clone3,
            &arguments,
            std::mem::size_of::<libc::clone_args>(),
        )
    };
    Ok(check(pid, || "create namespaces (clone3)")? as i32)
}

/// What only the outside may do: map ids, and have the kernel take the sandbox first when memory runs out: set
/// from here by root, no process inside can lower it again.
fn admit(plan: &Plan, pid: i32) -> Try<()> {
    let file = |name: &str| format!("/proc/{pid}/{name}").into_bytes();
    sys::write_file(&file("oom_score_adj"), b"1000")?;
    if !plan.setgroups {
        sys::write_file(&file("setgroups"), b"deny")?;
    }
    sys::write_file(&file("uid_map"), &plan.uid_map)?;
    sys::write_file(&file("gid_map"), &plan.gid_map)
}

struct Kept {
    listener: OwnedFd,
    lifeline: OwnedFd,
    report: OwnedFd,
    go: OwnedFd,
    doors: Vec<OwnedFd>,
    gauges: Gauges,
}

fn become_init(plan: &Plan, kept: Kept) -> ! {
    let kept = match kept.alone() {
        Ok(kept) => kept,
        Err(_) => std::process::exit(1),
    };
    match set_up(plan, &kept) {
        Ok(()) => {
            report(&kept, Frame::new(crate::wire::OPENED));
            let Kept {
                listener,
                lifeline,
                gauges,
                report,
                go,
                doors,
            } = kept;
            drop((report, go, doors));
            init::serve(plan, listener, lifeline, gauges)
        }
        Err(failed) => {
            report(&kept, Frame::failed(&failed));
            std::process::exit(1)
        }
    }
}

fn report(kept: &Kept, frame: Frame) {
    sys::write(kept.report.as_raw_fd(), &frame.finish());
}

impl Kept {
    /// Closes everything else that the host had open: other sandboxes' connections above all.
    fn alone(self) -> Try<Kept> {
        // First far up, so that no move lands on a descriptor still to be moved.
        let far = self.relocate(up)?;
        let mut next = FIRST_KEPT;
        let near = far.relocate(|fd| {
            next += 1;
            down(fd, next - 1)
        })?;
        sys::close_from(next as u32)?;
        let null = sys::cstring(b"/dev/null", "path")?;
        for standard in 0..FIRST_KEPT {
            std::mem::forget(down(sys::open(&null, libc::O_RDWR, 0)?, standard)?);
        }
        Ok(near)
    }

    fn relocate(self, mut place: impl FnMut(OwnedFd) -> Try<OwnedFd>) -> Try<Kept> {
        Ok(Kept {
            listener: place(self.listener)?,
            lifeline: place(self.lifeline)?,
            report: place(self.report)?,
            go: place(self.go)?,
            doors: self
                .doors
                .into_iter()
                .map(&mut place)
                .collect::<Try<Vec<OwnedFd>>>()?,
            gauges: self.gauges.relocate(place)?,
        })
    }
}

fn up(fd: OwnedFd) -> Try<OwnedFd> {
    // SAFETY: plain integers.
    let moved = unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_DUPFD_CLOEXEC, 64) };
    Ok(sys::owned(check(moved.into(), || "move a descriptor")?))
}

fn down(fd: OwnedFd, to: RawFd) -> Try<OwnedFd> {
    // SAFETY: whatever was at `to` belongs to nobody in this process any more.
    let moved = unsafe { libc::dup3(fd.as_raw_fd(), to, libc::O_CLOEXEC) };
    Ok(sys::owned(check(moved.into(), || "place a descriptor")?))
}

fn set_up(plan: &Plan, kept: &Kept) -> Try<()> {
    wait_for_admission(kept)?;
    cgroup::join_by(&kept.doors)?;
    // Only now: a namespace made before the groups were joined would show their paths.
    // SAFETY: plain integers.
    let made = unsafe { libc::unshare(libc::CLONE_NEWCGROUP) };
    check(made.into(), || "create the cgroup namespace")?;
    // The plan's modes are meant as they are; programs start with the usual mask.
    // SAFETY: plain integers.
    unsafe { libc::umask(0) };
    mounts::detach_from_host()?;
    let trees = mounts::gather(&plan.mounts)?;
    take_id(plan)?;
    mounts::build(&plan.mounts, trees)?;
    // SAFETY: plain integers.
    unsafe { libc::umask(0o022) };
    raise_loopback()?;
    set_hostname(plan)?;
    be_killed_last();
    // Children inherit this: no program can ever gain what init has, by whatever it executes.
    for capability in 0..64 {
        // SAFETY: plain integers. Past the kernel's last capability it fails, and there is nothing to drop.
        unsafe { libc::prctl(libc::PR_CAPBSET_DROP, capability, 0, 0, 0) };
    }
    sys::prctl(
        libc::PR_SET_PDEATHSIG,
        libc::SIGKILL as u64,
        "die with the host",
    )?;
    sys::prctl(libc::PR_SET_DUMPABLE, 0, "hide init's memory")
}

fn wait_for_admission(kept: &Kept) -> Try<()> {
    let mut byte = [0];
    match sys::read(kept.go.as_raw_fd(), &mut byte) {
        1 => Ok(()),
        _ => failure("the host gave up", libc::ECANCELED),
    }
}

fn take_id(plan: &Plan) -> Try<()> {
    let id = plan.init_id;
    // Raw calls: this process has one thread, and the library's versions would look for others.
    // SAFETY: plain integers, and an empty list.
    unsafe {
        if plan.setgroups {
            check(
                libc::syscall(libc::SYS_setgroups, 0, std::ptr::null::<u32>()),
                || "drop groups",
            )?;
        }
        check(libc::syscall(libc::SYS_setresgid, id, id, id), || {
            "take the sandbox's group id"
        })?;
        check(libc::syscall(libc::SYS_setresuid, id, id, id), || {
            "take the sandbox's user id"
        })?;
    }
    // A process that changed its id is not dumpable, and could not open its own /proc files.
    sys::prctl(libc::PR_SET_DUMPABLE, 1, "stay dumpable during set-up")
}

/// Where the host could not forbid it, a program could have itself taken after init; then init is spared instead.
fn be_killed_last() {
    let _ = sys::write_file(b"/proc/self/oom_score_adj", b"0");
}

fn raise_loopback() -> Try<()> {
    // SAFETY: plain integers.
    let socket = unsafe { libc::socket(libc::AF_INET, libc::SOCK_DGRAM | libc::SOCK_CLOEXEC, 0) };
    let socket = sys::owned(check(socket.into(), || "open a socket")?);
    // SAFETY: all-zero is a valid ifreq; the union's flags are what SIOCSIFFLAGS reads.
    unsafe {
        let mut request: libc::ifreq = std::mem::zeroed();
        request.ifr_name[0] = b'l' as std::os::raw::c_char;
        request.ifr_name[1] = b'o' as std::os::raw::c_char;
        request.ifr_ifru.ifru_flags = libc::IFF_UP as i16;
        let raised = libc::ioctl(socket.as_raw_fd(), libc::SIOCSIFFLAGS as _, &request);
        check(raised.into(), || "raise the loopback interface")?;
    }
    Ok(())
}

fn set_hostname(plan: &Plan) -> Try<()> {
    let name = plan.hostname.to_bytes();
    // SAFETY: the slice is valid for its length.
    let set = unsafe { libc::sethostname(name.as_ptr().cast(), name.len()) };
    check(set.into(), || "set the host name")?;
    Ok(())
}
