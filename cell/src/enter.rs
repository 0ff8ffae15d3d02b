//! From a plan to a first process inside: the child of `clone3`, in the order the kernel needs.

use crate::cgroup::{self, Gauges};
use crate::init;
use crate::mounts;
use crate::plan::{Family, Plan};
use crate::program;
use crate::sys::{self, check, errno, failure, Try};
use crate::wire::{Fields, Frame, STARTED};
use crate::zygote::Kin;
use std::os::unix::io::{AsRawFd, OwnedFd, RawFd};

/// A sandbox's first process, as its host knows it.
pub struct Child {
    pub pid: i32,
    /// Carries one frame: OPENED or FAILED.
    pub report: OwnedFd,
    /// Held open only by the host: when it closes, init ends.
    pub _lifeline: OwnedFd,
    /// Where a zygote is to be in it.
    pub nest: Option<Nest>,
}

/// What other sandboxes need to lie within one that has a zygote, and to ask that.
pub struct Nest {
    user: OwnedFd,
    pid: OwnedFd,
    asks: OwnedFd,
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
/// Where everything is meanwhile.
const FAR: RawFd = 64;

/// Starts a sandbox, within `nest` if it has one. Returns once its ids and groups are set; whether the rest worked
/// comes by `report`.
pub fn start(plan: &Plan, listener: OwnedFd, nest: Option<&Nest>) -> Try<Child> {
    let gauges = Gauges::open(&plan.counters)?;
    let (report, report_in) = sys::pipe(0)?;
    let (lifeline_in, lifeline) = sys::pipe(0)?;
    let (go_in, go) = sys::pipe(0)?;
    let group = cgroup::clone_into(&plan.cgroups)?;
    let doors = cgroup::doors(&plan.cgroups)?;
    let (asks, zygote) = match (&plan.family, nest) {
        (Family::Zygote, _) => {
            let (asks, zygote) = sys::message_pair()?;
            (Some(asks), Some(zygote))
        }
        (_, Some(nest)) => (None, Some(sys::duplicate(&nest.asks)?)),
        _ => (None, None),
    };
    let mapped = mounts::map(&plan.mounts)?;
    let cloned = match nest {
        Some(nest) => clone_within(nest, plan, group.as_ref())?,
        None => match clone(NAMESPACES, group.as_ref())? {
            0 => Cloned::Child(None),
            pid => Cloned::Parent(pid),
        },
    };
    let pid = match cloned {
        Cloned::Parent(pid) => pid,
        Cloned::Child(trees) => become_init(
            plan,
            Kept {
                zygote,
                listener,
                lifeline: lifeline_in,
                report: report_in,
                go: go_in,
                doors,
                gauges,
                mapped,
                trees,
            },
        ),
    };
    let admitted = be_taken_first(pid)
        .and_then(|()| match nest {
            Some(_) => Ok(()),
            None => map_ids(plan, pid),
        })
        // While init still waits it is dumpable: later nobody may look at its namespaces.
        .and_then(|()| asks.map(|asks| Nest::of(pid, asks)).transpose())
        .and_then(|nest| {
            check(sys::write(go.as_raw_fd(), b"g"), || "start init")?;
            Ok(nest)
        });
    match admitted {
        Ok(nest) => Ok(Child {
            pid,
            report,
            _lifeline: lifeline,
            nest,
        }),
        Err(failed) => {
            sys::kill(pid, libc::SIGKILL);
            Err(failed)
        }
    }
}

impl Nest {
    fn of(pid: i32, asks: OwnedFd) -> Try<Nest> {
        Ok(Nest {
            user: sys::namespace(&pid.to_string(), "user")?,
            pid: sys::namespace(&pid.to_string(), "pid")?,
            asks,
        })
    }
}

/// On which side of a clone this is.
enum Cloned {
    Parent(i32),
    /// With the host's trees, if these have been gathered already.
    Child(Option<Vec<OwnedFd>>),
}

/// Like `clone`, in namespaces that are children of the nest's: only a process in there can have such a child. It
/// takes two helpers, of which the new process becomes a sibling and not a child: one whose children are in the
/// nest, and one of these.
fn clone_within(nest: &Nest, plan: &Plan, group: Option<&OwnedFd>) -> Try<Cloned> {
    let (told, told_in) = sys::pipe(0)?;
    // SAFETY: this process has one thread, so the child may do anything.
    let helper = check(unsafe { libc::fork() }.into(), || "fork")? as i32;
    if helper == 0 {
        let told = match admit_within(nest, plan, group) {
            Ok(Cloned::Child(trees)) => return Ok(Cloned::Child(trees)),
            Ok(Cloned::Parent(pid)) => Frame::new(STARTED).u32(pid as u32),
            Err(failed) => Frame::failed(&failed),
        };
        sys::write(told_in.as_raw_fd(), &told.finish());
        leave();
    }
    drop(told_in);
    let mut buffer = [0; 4096];
    let count = sys::read(told.as_raw_fd(), &mut buffer).max(0) as usize;
    let mut fields = Fields(&buffer[..count]);
    fields.u32()?;
    match fields.u8()? {
        STARTED => Ok(Cloned::Parent(fields.u32()? as i32)),
        _ => Err(fields.failure()?),
    }
}

/// The outer helper's part: has an inner one make the process, and maps its ids.
fn admit_within(nest: &Nest, plan: &Plan, group: Option<&OwnedFd>) -> Try<Cloned> {
    sys::enter(&nest.user, "enter the zygote's user namespace")?;
    // Only here is the host's user id still at hand: what can be moved has to belong to the nest.
    // SAFETY: plain integers.
    let made = unsafe { libc::unshare(libc::CLONE_NEWNS) };
    check(made.into(), || "create the mount namespace")?;
    mounts::detach_from_host()?;
    let trees = mounts::gather(&plan.mounts, Vec::new())?;
    sys::enter(&nest.pid, "enter the zygote's pid namespace")?;
    let (hears, says) = sys::message_pair()?;
    sys::receive_senders(&hears)?;
    // The new process will be in the inner helper's group, which is the host's user's as well: later nobody here
    // may write to it.
    let inner = clone(libc::CLONE_PARENT, group)?;
    // Whoever makes a user namespace owns it, which only an id can that its parent has.
    take_id(plan.init_id)?;
    if inner == 0 {
        let said = match clone(NAMESPACES | libc::CLONE_PARENT, None) {
            Ok(0) => {
                sys::write(says.as_raw_fd(), &Frame::new(STARTED).finish());
                return Ok(Cloned::Child(Some(trees)));
            }
            Ok(_) => leave(),
            Err(failed) => Frame::failed(&failed),
        };
        sys::write(says.as_raw_fd(), &said.finish());
        leave();
    }
    drop(says);
    let mut buffer = [0; 4096];
    let (count, pid) = sys::receive_from(&hears, &mut buffer)?;
    let mut fields = Fields(&buffer[..count]);
    fields.u32()?;
    if fields.u8()? != STARTED {
        return Err(fields.failure()?);
    }
    match map_ids(plan, pid) {
        Ok(()) => Ok(Cloned::Parent(pid)),
        Err(failed) => {
            sys::kill(pid, libc::SIGKILL);
            Err(failed)
        }
    }
}

/// Ends a helper at once: nothing of the host's is to be run at its exit.
fn leave() -> ! {
    // SAFETY: never returns.
    unsafe { libc::_exit(0) }
}

fn clone(flags: i32, group: Option<&OwnedFd>) -> Try<i32> {
    // SAFETY: all-zero is the documented default of every field.
    let mut arguments: libc::clone_args = unsafe { std::mem::zeroed() };
    arguments.flags = flags as u64;
    // A sibling's is the caller's own.
    if flags & libc::CLONE_PARENT == 0 {
        arguments.exit_signal = libc::SIGCHLD as u64;
    }
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

/// Has the kernel take the sandbox first when memory runs out: set from here by root, no process inside can lower
/// it again.
fn be_taken_first(pid: i32) -> Try<()> {
    sys::write_file(format!("/proc/{pid}/oom_score_adj").as_bytes(), b"1000")
}

/// A user namespace in which nothing is: what a map of ids is handed over as.
pub fn id_map(uid_map: &[u8], gid_map: &[u8]) -> Try<OwnedFd> {
    let (until, hold) = sys::pipe(0)?;
    let pid = clone(libc::CLONE_NEWUSER, None)?;
    if pid == 0 {
        drop(hold);
        sys::read(until.as_raw_fd(), &mut [0]);
        leave();
    }
    write_maps(pid, uid_map, gid_map)?;
    sys::namespace(&pid.to_string(), "user")
}

/// What only the outside may do.
fn map_ids(plan: &Plan, pid: i32) -> Try<()> {
    if !plan.setgroups {
        sys::write_file(format!("/proc/{pid}/setgroups").as_bytes(), b"deny")?;
    }
    write_maps(pid, &plan.uid_map, &plan.gid_map)
}

fn write_maps(pid: i32, uid_map: &[u8], gid_map: &[u8]) -> Try<()> {
    sys::write_file(format!("/proc/{pid}/uid_map").as_bytes(), uid_map)?;
    sys::write_file(format!("/proc/{pid}/gid_map").as_bytes(), gid_map)
}

struct Kept {
    listener: OwnedFd,
    lifeline: OwnedFd,
    report: OwnedFd,
    go: OwnedFd,
    doors: Vec<OwnedFd>,
    gauges: Gauges,
    mapped: Vec<OwnedFd>,
    trees: Option<Vec<OwnedFd>>,
    /// The zygote's end of the socket on which it is asked, or another sandbox's.
    zygote: Option<OwnedFd>,
}

fn become_init(plan: &Plan, kept: Kept) -> ! {
    let mut kept = kept;
    match kept.alone().and_then(|()| set_up(plan, &mut kept)) {
        Ok(()) => {
            report(&kept, Frame::new(crate::wire::OPENED));
            let Kept {
                listener,
                lifeline,
                gauges,
                report,
                go,
                doors,
                zygote,
                mapped: _,
                trees: _,
            } = kept;
            drop((report, go));
            init::serve(plan, listener, lifeline, gauges, Kin { zygote, doors })
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
    /// Closes everything else that the host had open: other sandboxes' connections above all. One by one and in
    /// place: whichever step fails, the way to report it is open.
    fn alone(&mut self) -> Try<()> {
        // First far up, so that no move lands on a descriptor still to be moved.
        for fd in self.descriptors() {
            move_up(fd)?;
        }
        let mut next = FIRST_KEPT;
        for fd in self.descriptors() {
            move_down(fd, next)?;
            next += 1;
        }
        sys::close_from(next as u32)?;
        let null = sys::cstring(b"/dev/null", "path")?;
        for standard in 0..FIRST_KEPT {
            let mut fd = sys::open(&null, libc::O_RDWR, 0)?;
            move_down(&mut fd, standard)?;
            std::mem::forget(fd);
        }
        Ok(())
    }

    fn descriptors(&mut self) -> Vec<&mut OwnedFd> {
        // Those that init keeps until its end first: a program's pipes must lie above them.
        let mut all = vec![
            &mut self.listener,
            &mut self.lifeline,
            &mut self.report,
            &mut self.go,
        ];
        all.extend(&mut self.doors);
        all.extend(&mut self.mapped);
        all.extend(self.trees.iter_mut().flatten());
        all.extend(&mut self.zygote);
        all.extend(self.gauges.descriptors());
        all
    }
}

fn move_up(fd: &mut OwnedFd) -> Try<()> {
    // SAFETY: plain integers.
    let moved = unsafe { libc::fcntl(fd.as_raw_fd(), libc::F_DUPFD_CLOEXEC, FAR) };
    if moved < 0 && errno() == libc::EINVAL {
        // The limit itself lies below.
        return failure("move a descriptor", libc::EMFILE);
    }
    *fd = sys::owned(check(moved.into(), || "move a descriptor")?);
    Ok(())
}

fn move_down(fd: &mut OwnedFd, to: RawFd) -> Try<()> {
    // SAFETY: whatever was at `to` belongs to nobody in this process any more.
    let moved = unsafe { libc::dup3(fd.as_raw_fd(), to, libc::O_CLOEXEC) };
    *fd = sys::owned(check(moved.into(), || "place a descriptor")?);
    Ok(())
}

fn set_up(plan: &Plan, kept: &mut Kept) -> Try<()> {
    wait_for_admission(kept)?;
    cgroup::join_by(&kept.doors, &plan.cgroups)?;
    // Only now: a namespace made before the groups were joined would show their paths.
    // SAFETY: plain integers.
    let made = unsafe { libc::unshare(libc::CLONE_NEWCGROUP) };
    check(made.into(), || "create the cgroup namespace")?;
    // The plan's modes are meant as they are; programs start with the usual mask.
    // SAFETY: plain integers.
    unsafe { libc::umask(0) };
    mounts::detach_from_host()?;
    let trees = match kept.trees.take() {
        Some(trees) => trees,
        None => mounts::gather(&plan.mounts, std::mem::take(&mut kept.mapped))?,
    };
    if plan.setgroups {
        drop_groups()?;
    }
    take_id(plan.init_id)?;
    mounts::build(&plan.mounts, trees)?;
    // SAFETY: plain integers.
    unsafe { libc::umask(0o022) };
    raise_loopback()?;
    set_hostname(plan)?;
    be_killed_last();
    // Children inherit this: no program can ever gain what init has, by whatever it executes.
    for capability in 0..64 {
        // What a zygote enters other sandboxes by, all of them within this one's namespaces.
        if matches!(plan.family, Family::Zygote) && capability == program::CAP_SYS_ADMIN {
            continue;
        }
        // SAFETY: plain integers.
        let dropped = unsafe { libc::prctl(libc::PR_CAPBSET_DROP, capability, 0, 0, 0) };
        // EINVAL is past the kernel's last capability, where there is nothing to drop.
        if dropped < 0 && errno() != libc::EINVAL {
            check(dropped.into(), || format!("drop capability {capability}"))?;
        }
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

fn take_id(id: u32) -> Try<()> {
    // Raw calls: this process has one thread, and the library's versions would look for others.
    // SAFETY: plain integers.
    unsafe {
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

fn drop_groups() -> Try<()> {
    // SAFETY: an empty list.
    let dropped = unsafe { libc::syscall(libc::SYS_setgroups, 0, std::ptr::null::<u32>()) };
    check(dropped, || "drop groups")?;
    Ok(())
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
