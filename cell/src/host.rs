//! The host: one process beside the JVM that builds sandboxes. A connection opens one sandbox, which
//! lives as long as the connection does; the host lives until something comes by its standard input, or its end.

use crate::cgroup;
use crate::enter::{self, Nest};
use crate::plan::{Counter, Family, Plan};
use crate::sys::{self, check, cstring, failure, Failure, Try};
use crate::wire::{self, Connection, Frame};
use std::ffi::{CStr, OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::io::{AsRawFd, OwnedFd, RawFd};
use std::time::Duration;

const SECOND: u64 = 1_000_000_000;
/// A connection says what it wants within this time.
const PATIENCE: u64 = 10 * SECOND;
/// Setting a sandbox up takes milliseconds; after this time something is stuck.
const SET_UP: u64 = 30 * SECOND;
const MOST_CONNECTIONS: usize = 4096;

struct Host {
    listener: OwnedFd,
    children: OwnedFd,
    newcomers: Vec<Newcomer>,
    sandboxes: Vec<Sandbox>,
    /// Groups whose sandbox has ended and that the kernel still holds.
    leftovers: Vec<Vec<Vec<u8>>>,
}

struct Newcomer {
    connection: Connection,
    deadline: u64,
}

struct Sandbox {
    connection: Connection,
    child: enter::Child,
    /// While it is being set up: until when it may be.
    deadline: Option<u64>,
    groups: Vec<Vec<u8>>,
    out_of_memory: Option<Counter>,
    socket: std::ffi::CString,
    killed: bool,
}

/// `groups` are the folders of the sandboxes' control groups; they go with the host.
pub fn serve(path: &OsStr, groups: &[OsString]) -> Try<()> {
    // A session of its own: Ctrl-C, a terminal's hang-up and signals to the JVM's process group are the
    // JVM's to act on. Whatever ends it, we end after it, and have time to clean up.
    // SAFETY: plain integers. It fails only where this already leads a group, which is as good.
    unsafe {
        libc::setsid();
        libc::umask(0o077);
    }
    sys::raise_open_files()?;
    let path = cstring(path.as_bytes(), "socket path")?;
    let mut host = Host {
        listener: listen(&path)?,
        children: sys::child_signal()?,
        newcomers: Vec::new(),
        sandboxes: Vec::new(),
        leftovers: Vec::new(),
    };
    println!("ready");
    host.run()?;
    host.end();
    unlink(&path);
    if let Some(folder) = std::path::Path::new(&*path.to_string_lossy()).parent() {
        // It is private, and there for our sockets only.
        let _ = std::fs::remove_dir_all(folder);
    }
    let groups: Vec<Vec<u8>> = groups.iter().map(|it| it.as_bytes().to_vec()).collect();
    cgroup::remove(&groups);
    Ok(())
}

impl Host {
    fn run(&mut self) -> Try<()> {
        loop {
            let mut entries = vec![
                sys::pollfd(0, libc::POLLIN),
                sys::pollfd(self.children.as_raw_fd(), libc::POLLIN),
            ];
            if self.newcomers.len() + self.sandboxes.len() < MOST_CONNECTIONS {
                entries.push(sys::pollfd(self.listener.as_raw_fd(), libc::POLLIN));
            }
            for newcomer in &self.newcomers {
                entries.push(sys::pollfd(newcomer.connection.fd(), libc::POLLIN));
            }
            for sandbox in &self.sandboxes {
                if sandbox.killed {
                    continue;
                }
                let events = sandbox.connection.events(libc::POLLIN);
                entries.push(sys::pollfd(sandbox.connection.fd(), events));
                if sandbox.deadline.is_some() {
                    entries.push(sys::pollfd(sandbox.child.report.as_raw_fd(), libc::POLLIN));
                }
            }
            sys::poll(&mut entries, self.patience_ms())?;
            if entries[0].revents != 0 && self.told_to_end() {
                return Ok(());
            }
            let mut news: Vec<RawFd> = entries
                .iter()
                .filter(|entry| entry.revents != 0)
                .map(|entry| entry.fd)
                .collect();
            news.sort_unstable();
            let ready = |fd: RawFd| news.binary_search(&fd).is_ok();
            if ready(self.children.as_raw_fd()) {
                sys::drain(self.children.as_raw_fd());
            }
            for sandbox in &mut self.sandboxes {
                if sandbox.killed {
                    continue;
                }
                if ready(sandbox.connection.fd()) {
                    sandbox.connection.flush();
                    sandbox.connection.receive();
                }
                if sandbox.connection.holds_more() {
                    refuse(&mut sandbox.connection, "a frame after OPEN".into());
                    sandbox.connection.close();
                }
                if sandbox.deadline.is_some() && ready(sandbox.child.report.as_raw_fd()) {
                    sandbox.take_report();
                }
                let late = sandbox.deadline.map_or(false, |at| sys::now() > at);
                if late {
                    sandbox.fail(&Failure {
                        step: "set up the sandbox in time".into(),
                        errno: libc::ETIMEDOUT,
                    });
                }
                if sandbox.connection.ended() || late {
                    sandbox.kill();
                }
            }
            self.bury();
            self.leftovers.retain(|groups| !cgroup::remove(groups));
            let listener = self.listener.as_raw_fd();
            self.hear_newcomers(&ready);
            if ready(listener) {
                self.accept();
            }
        }
    }

    fn patience_ms(&self) -> i32 {
        if !self.leftovers.is_empty() {
            5
        } else if !self.newcomers.is_empty()
            || self.sandboxes.iter().any(|it| it.deadline.is_some())
        {
            100
        } else {
            -1
        }
    }

    /// Whatever standard input carries, and its end, is ours.
    fn told_to_end(&self) -> bool {
        sys::read(0, &mut [0]) >= 0
    }

    fn accept(&mut self) {
        if let Some(connection) = accept(&self.listener) {
            self.newcomers.push(Newcomer {
                connection,
                deadline: sys::now() + PATIENCE,
            });
        }
    }

    fn hear_newcomers(&mut self, ready: &dyn Fn(RawFd) -> bool) {
        let mut waiting = Vec::new();
        for mut newcomer in self.newcomers.drain(..) {
            let connection = &mut newcomer.connection;
            if ready(connection.fd()) {
                connection.receive();
            }
            match connection.frame() {
                Ok(Some((wire::OPEN, payload))) => {
                    let opened = Sandbox::open(
                        &payload,
                        newcomer.connection,
                        &self.sandboxes,
                        &mut self.leftovers,
                    );
                    match opened {
                        Some(sandbox) => self.sandboxes.push(sandbox),
                        None => continue,
                    }
                }
                Ok(Some((kind, _))) => refuse(connection, format!("frame {kind} instead of OPEN")),
                Err(failed) => refuse(connection, failed.step),
                Ok(None) if connection.ended() || sys::now() > newcomer.deadline => {}
                Ok(None) => waiting.push(newcomer),
            }
        }
        self.newcomers = waiting;
    }

    /// Reaps what has ended and takes away what it left.
    fn bury(&mut self) {
        while let Some(sys::Reaped { pid, status, .. }) = sys::reap(libc::WNOHANG) {
            if let Some(at) = self.sandboxes.iter().position(|it| it.child.pid == pid) {
                let mut sandbox = self.sandboxes.swap_remove(at);
                if !sandbox.killed {
                    if sandbox.deadline.is_some() {
                        sandbox.take_report();
                    } else {
                        // What a program leaves in files cannot be taken by ending the program: then the
                        // kernel's next choice is init, which is a limit met and no fault.
                        let out = sandbox.out_of_memory.as_ref().map_or(0, cgroup::read) > 0;
                        let ended = Frame::new(wire::ENDED).u32(status as u32);
                        sandbox.connection.send(ended.u8(out.into()));
                    }
                }
                unlink(&sandbox.socket);
                if !cgroup::remove(&sandbox.groups) {
                    self.leftovers.push(sandbox.groups);
                }
            }
        }
    }

    fn end(&mut self) {
        for sandbox in &mut self.sandboxes {
            sandbox.kill();
        }
        let deadline = sys::now() + 10 * SECOND;
        while !(self.sandboxes.is_empty() && self.leftovers.is_empty()) && sys::now() < deadline {
            self.bury();
            self.leftovers.retain(|groups| !cgroup::remove(groups));
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Sandbox {
    fn open(
        payload: &[u8],
        mut connection: Connection,
        others: &[Sandbox],
        leftovers: &mut Vec<Vec<Vec<u8>>>,
    ) -> Option<Sandbox> {
        let plan = match Plan::read(payload) {
            Ok(plan) => plan,
            Err(failed) => {
                connection.send(Frame::failed(&failed));
                return None;
            }
        };
        let groups: Vec<Vec<u8>> = plan.cgroups.iter().map(|it| it.path.clone()).collect();
        let started = Sandbox::nest(&plan, others).and_then(|nest| {
            cgroup::make(&plan.cgroups)?;
            enter::start(&plan, listen(&plan.socket)?, nest)
        });
        match started {
            Ok(child) => Some(Sandbox {
                connection,
                child,
                deadline: Some(sys::now() + SET_UP),
                groups,
                out_of_memory: plan.counters.out_of_memory,
                socket: plan.socket,
                killed: false,
            }),
            Err(failed) => {
                connection.send(Frame::failed(&failed));
                unlink(&plan.socket);
                leftovers.push(groups);
                None
            }
        }
    }

    /// The nest that the plan names.
    fn nest<'a>(plan: &Plan, others: &'a [Sandbox]) -> Try<Option<&'a Nest>> {
        let socket = match &plan.family {
            Family::Of(socket) => socket,
            Family::Alone | Family::Zygote => return Ok(None),
        };
        let found = others
            .iter()
            .find(|it| !it.killed && it.socket == *socket)
            .and_then(|it| it.child.nest.as_ref());
        match found {
            Some(nest) => Ok(Some(nest)),
            None => failure("find the zygote's sandbox", libc::ESRCH),
        }
    }

    /// Passes on how the set-up went.
    fn take_report(&mut self) {
        let mut buffer = [0; 4096];
        let read = sys::read(self.child.report.as_raw_fd(), &mut buffer);
        let read = check(read, || "read how the set-up went");
        let count = *read.as_ref().unwrap_or(&0) as usize;
        let opened = count > 4 && buffer[4] == wire::OPENED;
        let failed = count > 5 && buffer[4] == wire::FAILED;
        self.deadline = None;
        if opened {
            self.connection.send(Frame::new(wire::OPENED));
        } else if failed {
            self.connection
                .send(Frame::new(wire::FAILED).raw(&buffer[5..count]));
            self.kill();
        } else {
            self.fail(&read.err().unwrap_or_else(|| Failure {
                step: "set up the sandbox: its init died".into(),
                errno: libc::ESRCH,
            }));
            self.kill();
        }
    }

    fn fail(&mut self, failure: &Failure) {
        self.connection.send(Frame::failed(failure));
    }

    /// Ends init, and with it every process of its pid namespace.
    fn kill(&mut self) {
        if !self.killed {
            self.killed = true;
            sys::kill(self.child.pid, libc::SIGKILL);
        }
    }
}

fn refuse(connection: &mut Connection, step: String) {
    connection.send(Frame::failed(&Failure {
        step,
        errno: libc::EBADMSG,
    }));
}

fn unlink(path: &CStr) {
    // SAFETY: `path` is NUL-terminated.
    unsafe { libc::unlink(path.as_ptr()) };
}

/// A socket that listens at `path`.
fn listen(path: &CStr) -> Try<OwnedFd> {
    let bytes = path.to_bytes();
    // SAFETY: an all-zero address is valid.
    let mut address: libc::sockaddr_un = unsafe { std::mem::zeroed() };
    if bytes.len() >= address.sun_path.len() {
        return failure(
            format!("listen at {}: the path is too long", sys::lossy(path)),
            libc::ENAMETOOLONG,
        );
    }
    address.sun_family = libc::AF_UNIX as u16;
    for (to, from) in address.sun_path.iter_mut().zip(bytes) {
        *to = *from as std::os::raw::c_char;
    }
    let flags = libc::SOCK_STREAM | libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK;
    // SAFETY: `address` is valid for the length given.
    unsafe {
        let socket = libc::socket(libc::AF_UNIX, flags, 0);
        let socket = sys::owned(check(socket.into(), || "open a socket")?);
        let length = std::mem::size_of::<libc::sockaddr_un>() as u32;
        let bound = libc::bind(
            socket.as_raw_fd(),
            std::ptr::addr_of!(address).cast(),
            length,
        );
        check(bound.into(), || format!("bind {}", sys::lossy(path)))?;
        check(libc::listen(socket.as_raw_fd(), 128).into(), || "listen")?;
        Ok(socket)
    }
}

/// The next connection, if one is there and can be taken.
pub fn accept(listener: &OwnedFd) -> Option<Connection> {
    let flags = libc::SOCK_CLOEXEC | libc::SOCK_NONBLOCK;
    // SAFETY: no address is asked for.
    let fd = unsafe {
        libc::accept4(
            listener.as_raw_fd(),
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            flags,
        )
    };
    if fd < 0 {
        if matches!(sys::errno(), libc::EMFILE | libc::ENFILE) {
            // It stays ready, and nothing can be done until something else is closed.
            std::thread::sleep(Duration::from_millis(10));
        }
        return None;
    }
    Some(Connection::new(sys::owned(fd.into())))
}
