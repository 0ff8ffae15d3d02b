//! Process 1 of a sandbox: starts programs, carries their output, reaps, keeps the limits that the kernel
//! does not keep by itself, and reads and writes files as the sandbox's user.

use crate::cgroup::{Gauge, Gauges};
use crate::host::accept;
use crate::plan::{Family, Plan, Start};
use crate::program::{self, CapabilitySets, Parked, Prepared, Running};
use crate::sample;
use crate::sys::{self, check, failure, Failure, Try};
use crate::wire::{self, Connection, Fields, Frame};
use crate::zygote::{self, Kin};
use std::ffi::CString;
use std::os::unix::io::{AsRawFd, OwnedFd, RawFd};

const MILLISECOND: u64 = 1_000_000;
/// How often limits that are not the kernel's are looked at. A sample takes at most a twentieth of the time.
const TICK: u64 = 10 * MILLISECOND;
const MOST_CONVERSATIONS: usize = 64;

/// Bits of `limitsHit` on the wire, and why an execution was ended.
#[derive(Clone, Copy, PartialEq)]
enum Limit {
    Time = 0,
    Cpu = 1,
    Memory = 2,
    Processes = 3,
    Disk = 4,
    Output = 5,
    Files = 6,
}

/// Why we ended an execution.
#[derive(Clone, Copy)]
enum Cause {
    Limit(Limit),
    Cancelled,
}

/// What a connection is about at the moment.
enum Talk {
    Open,
    /// A file is being written; the first failure is told at the end.
    Writing(Try<OwnedFd>),
    Reading {
        file: OwnedFd,
        left: u64,
    },
    Running,
}

/// What one look at an output stream gave.
enum Piece {
    Some,
    None,
    /// There is nothing more to come, or nothing more is to be passed on.
    Last,
}

struct Conversation {
    connection: Connection,
    talk: Talk,
}

struct Execution {
    number: u32,
    order: Start,
    pid: i32,
    /// The connection that hears of it.
    listener: RawFd,
    stdin: Option<OwnedFd>,
    /// What has come for stdin and does not fit yet.
    pending: Vec<u8>,
    /// After `pending`, stdin ends.
    last: bool,
    stdout: Option<OwnedFd>,
    stderr: Option<OwnedFd>,
    started: u64,
    next_tick: u64,
    before: Counts,
    peak: u64,
    /// The kernel's peak of all that ran before, where it could not be set back.
    stale_peak: u64,
    cpu: u64,
    output: u64,
    hits: u8,
    cause: Option<Cause>,
    status: Option<i32>,
}

/// The counters that only ever grow.
#[derive(Clone, Copy, Default)]
struct Counts {
    cpu: u64,
    out_of_memory: u64,
    forks_refused: u64,
}

struct Init<'a> {
    plan: &'a Plan,
    gauges: Gauges,
    listener: OwnedFd,
    lifeline: OwnedFd,
    children: OwnedFd,
    capabilities: CapabilitySets,
    conversations: Vec<Conversation>,
    execution: Option<Execution>,
    executions: u32,
    /// Something of the last execution may not have gone yet, though it can do nothing more.
    dying: bool,
    /// A program that waits for its order.
    parked: Option<Parked>,
    /// What executes the next program, if it is there.
    prepared: Option<Prepared>,
    /// A program that forks into other sandboxes.
    zygote: Option<Running>,
    kin: Kin,
}

/// Serves the sandbox until its host ends it.
pub fn serve(plan: &Plan, listener: OwnedFd, lifeline: OwnedFd, gauges: Gauges, kin: Kin) -> ! {
    let served = sys::child_signal().and_then(|children| {
        Init {
            plan,
            gauges,
            listener,
            lifeline,
            children,
            capabilities: program::capabilities()?,
            conversations: Vec::new(),
            execution: None,
            executions: 0,
            dying: false,
            parked: None,
            prepared: None,
            zygote: None,
            kin,
        }
        .run()
    });
    std::process::exit(i32::from(served.is_err()))
}

impl Init<'_> {
    fn run(&mut self) -> Try<()> {
        loop {
            let mut entries = self.interests();
            sys::poll(&mut entries, self.patience_ms())?;
            let ready = |fd: RawFd| -> bool {
                entries
                    .iter()
                    .any(|entry| entry.fd == fd && entry.revents != 0)
            };
            if ready(self.lifeline.as_raw_fd()) {
                return Ok(());
            }
            if ready(self.children.as_raw_fd()) {
                sys::drain(self.children.as_raw_fd());
            }
            self.reap();
            if ready(self.listener.as_raw_fd()) {
                if let Some(connection) = accept(&self.listener) {
                    self.conversations.push(Conversation {
                        connection,
                        talk: Talk::Open,
                    });
                }
            }
            if let Some(execution) = &mut self.execution {
                if execution.stdin_ready(&ready) {
                    execution.feed();
                }
            }
            self.converse(&ready);
            self.watch_execution(&ready);
            self.conversations.retain(|it| !it.connection.over());
        }
    }

    fn interests(&self) -> Vec<libc::pollfd> {
        let mut entries = vec![
            sys::pollfd(self.lifeline.as_raw_fd(), libc::POLLIN),
            sys::pollfd(self.children.as_raw_fd(), libc::POLLIN),
        ];
        if self.conversations.len() < MOST_CONVERSATIONS {
            entries.push(sys::pollfd(self.listener.as_raw_fd(), libc::POLLIN));
        }
        for conversation in &self.conversations {
            let mut wanted = 0;
            if self.hears(conversation) {
                wanted |= libc::POLLIN;
            }
            if matches!(conversation.talk, Talk::Reading { .. }) {
                wanted |= libc::POLLOUT;
            }
            let events = conversation.connection.events(wanted);
            entries.push(sys::pollfd(conversation.connection.fd(), events));
        }
        if let Some(execution) = &self.execution {
            if let Some(stdin) = &execution.stdin {
                let events = if execution.pending.is_empty() {
                    0
                } else {
                    libc::POLLOUT
                };
                entries.push(sys::pollfd(stdin.as_raw_fd(), events));
            }
            // A reader that does not read stops the program at its pipe: nothing is queued here.
            if self.listens(execution.listener) {
                for stream in [&execution.stdout, &execution.stderr].into_iter().flatten() {
                    entries.push(sys::pollfd(stream.as_raw_fd(), libc::POLLIN));
                }
            }
        }
        entries
    }

    /// Whether what comes on it can be acted on. A peer that does not take our answers is not heard meanwhile:
    /// they would have to be kept.
    fn hears(&self, conversation: &Conversation) -> bool {
        let running = matches!(conversation.talk, Talk::Running);
        conversation.connection.idle() && (!running || self.stdin_has_room())
    }

    fn stdin_has_room(&self) -> bool {
        self.execution
            .as_ref()
            .map_or(true, |execution| execution.pending.is_empty())
    }

    fn listens(&self, fd: RawFd) -> bool {
        self.conversations
            .iter()
            .any(|it| it.connection.fd() == fd && it.connection.idle())
    }

    fn patience_ms(&self) -> i32 {
        match &self.execution {
            Some(execution) => {
                let next = execution.next_tick.min(execution.deadline());
                let wait = next.saturating_sub(sys::now());
                ((wait + MILLISECOND - 1) / MILLISECOND).min(1000) as i32
            }
            None => -1,
        }
    }

    fn reap(&mut self) {
        while let Some(reaped) = sys::reap(libc::WNOHANG) {
            if let Some(mut execution) = self.execution.take() {
                execution.count(&reaped);
                if reaped.pid == execution.pid {
                    // At once: those it left unburied come next, and count as processes until then.
                    self.measure(&mut execution);
                }
                self.execution = Some(execution);
            }
            if self.parked.as_ref().map(Parked::pid) == Some(reaped.pid) {
                self.parked = None;
            }
            if self.prepared.as_ref().map(Prepared::pid) == Some(reaped.pid) {
                self.prepared = None;
            }
        }
    }

    fn converse(&mut self, ready: &dyn Fn(RawFd) -> bool) {
        for at in 0..self.conversations.len() {
            let fd = self.conversations[at].connection.fd();
            let running = matches!(self.conversations[at].talk, Talk::Running);
            if ready(fd) {
                self.conversations[at].connection.flush();
                if self.conversations[at].connection.ended() {
                    continue;
                }
                if self.hears(&self.conversations[at]) {
                    self.conversations[at].connection.receive();
                } else if hung_up(fd) {
                    self.conversations[at].connection.close();
                }
            } else if !running {
                continue;
            }
            // Also without news: frames for stdin may have waited for room.
            if let Err(failed) = self.hear(at) {
                let connection = &mut self.conversations[at].connection;
                connection.send(Frame::failed(&failed));
                connection.close();
            }
            self.read_on(at);
        }
    }

    /// Takes the frames that have come, as long as they can be acted on.
    fn hear(&mut self, at: usize) -> Try<()> {
        loop {
            if !self.hears(&self.conversations[at]) {
                return Ok(());
            }
            let (kind, payload) = match self.conversations[at].connection.frame()? {
                Some(frame) => frame,
                None => return Ok(()),
            };
            self.obey(at, kind, &payload)?;
        }
    }

    fn obey(&mut self, at: usize, kind: u8, payload: &[u8]) -> Try<()> {
        if self.dying {
            self.outlive(|_| ());
        }
        let fd = self.conversations[at].connection.fd();
        match (kind, &mut self.conversations[at].talk) {
            (wire::STDIN, Talk::Running) => self.feed(fd, payload, false),
            (wire::STDIN_END, Talk::Running) => self.feed(fd, &[], true),
            // The program ended while this was on its way.
            (wire::STDIN | wire::STDIN_END, Talk::Open) => {}
            (wire::START, Talk::Open) => {
                let order = Start::read(payload)?;
                self.reap();
                self.start(at, order, |init, order| {
                    let message = init.prepared.as_ref().and_then(|_| program::message(order));
                    match message.and_then(|it| Some((init.prepared.take()?, it))) {
                        Some((prepared, message)) => prepared.execute(order, &message),
                        None => {
                            // They would count as this program's processes.
                            init.end_waiting();
                            program::start(init.plan, order)
                        }
                    }
                })?;
            }
            (wire::PARK, Talk::Open) if payload.is_empty() => {
                if self.is_used() {
                    return failure("prepare beside a program", libc::EBUSY);
                }
                self.prepared = Some(program::prepare(self.plan)?);
                self.done(at);
            }
            (wire::PARK, Talk::Open) => {
                let order = Start::read(payload)?;
                if self.is_used() {
                    return failure("park a program beside another one", libc::EBUSY);
                }
                match (&self.plan.family, self.kin.zygote.take()) {
                    (Family::Alone, _) => self.parked = Some(program::park(self.plan, &order)?),
                    (Family::Zygote, Some(asks)) => {
                        self.zygote = Some(program::start_zygote(self.plan, &order, &asks)?);
                    }
                    (Family::Of(_), Some(asks)) => {
                        self.parked = Some(zygote::fork(self.plan, &asks, &self.kin.doors)?);
                        self.kin.doors.clear();
                    }
                    (_, None) => return failure("ask a zygote once more", libc::EALREADY),
                }
                self.done(at);
            }
            (wire::HAND, Talk::Open) => {
                let order = Start::read(payload)?;
                self.reap();
                match self.parked.take() {
                    Some(parked) => {
                        let pid = parked.pid();
                        let handed = self.start(at, order, |_, order| parked.hand(order));
                        if let Err(failed) = handed {
                            sys::kill(pid, libc::SIGKILL);
                            return Err(failed);
                        }
                    }
                    None => return failure("hand an order over: nobody waits", libc::ESRCH),
                }
            }
            (wire::SIGNAL, Talk::Open) => {
                let mut fields = Fields(payload);
                let (number, signal) = (fields.u32()?, fields.u32()? as i32);
                fields.end()?;
                if let Some(execution) = self.executing(number) {
                    sys::kill(execution.pid, signal);
                }
                self.done(at);
            }
            (wire::CANCEL, Talk::Open) => {
                let mut fields = Fields(payload);
                let number = fields.u32()?;
                fields.end()?;
                if let Some(execution) = self.executing(number) {
                    execution.cause.get_or_insert(Cause::Cancelled);
                }
                self.done(at);
            }
            (wire::WRITE, Talk::Open) => {
                let mut fields = Fields(payload);
                let path = absolute(fields.bytes()?)?;
                let mode = if fields.u8()? != 0 { 0o755 } else { 0o644 };
                fields.end()?;
                let file = self.as_user(|| create(&path, mode));
                self.conversations[at].talk = Talk::Writing(file);
            }
            (wire::DATA, Talk::Writing(file)) => {
                if let Ok(open) = file {
                    if let Err(failed) = write_all(open, payload) {
                        *file = Err(failed);
                    }
                }
            }
            (wire::END, Talk::Writing(_)) => {
                let conversation = &mut self.conversations[at];
                let written = std::mem::replace(&mut conversation.talk, Talk::Open);
                match written {
                    Talk::Writing(Err(failed)) => {
                        conversation.connection.send(Frame::failed(&failed));
                    }
                    _ => self.done(at),
                }
            }
            (wire::READ, Talk::Open) => {
                let mut fields = Fields(payload);
                let path = absolute(fields.bytes()?)?;
                let most = fields.u64()?;
                fields.end()?;
                let opened = self.as_user(|| open_regular(&path, most));
                let conversation = &mut self.conversations[at];
                match opened {
                    Ok(file) => conversation.talk = Talk::Reading { file, left: most },
                    Err(failed) => conversation.connection.send(Frame::failed(&failed)),
                }
            }
            (kind, _) => return failure(format!("frame {kind} out of place"), libc::EBADMSG),
        }
        Ok(())
    }

    fn done(&mut self, at: usize) {
        self.conversations[at]
            .connection
            .send(Frame::new(wire::DONE));
    }

    fn executing(&mut self, number: u32) -> Option<&mut Execution> {
        self.execution
            .as_mut()
            .filter(|execution| execution.number == number && execution.status.is_none())
    }

    fn feed(&mut self, fd: RawFd, bytes: &[u8], last: bool) {
        if let Some(execution) = &mut self.execution {
            if execution.listener == fd && execution.stdin.is_some() {
                execution.pending.extend(bytes);
                execution.last |= last;
                execution.feed();
            }
        }
    }

    /// Whether there is a program in it, or what is to become one.
    fn is_used(&self) -> bool {
        self.execution.is_some()
            || self.parked.is_some()
            || self.prepared.is_some()
            || self.zygote.is_some()
    }

    /// Ends what waits to become a program.
    fn end_waiting(&mut self) {
        let parked = self.parked.take().map(|it| it.pid());
        let prepared = self.prepared.take().map(|it| it.pid());
        for pid in parked.into_iter().chain(prepared) {
            sys::kill(pid, libc::SIGKILL);
            // SAFETY: no status is asked for.
            unsafe { libc::waitpid(pid, std::ptr::null_mut(), 0) };
        }
    }

    fn start(
        &mut self,
        at: usize,
        order: Start,
        begin: impl FnOnce(&mut Self, &Start) -> Try<Running>,
    ) -> Try<()> {
        if self.execution.is_some() {
            return failure("start a program while another runs", libc::EBUSY);
        }
        let stale_peak = match &self.gauges.peak {
            Some(peak) if !peak.reset() && self.executions > 0 => peak.value(),
            _ => 0,
        };
        let before = self.counts();
        let started = sys::now();
        let Running {
            pid,
            stdin,
            stdout,
            stderr,
        } = begin(self, &order)?;
        self.executions += 1;
        let conversation = &mut self.conversations[at];
        conversation.talk = Talk::Running;
        conversation.connection.send(
            Frame::new(wire::STARTED)
                .u32(self.executions)
                .u32(pid as u32),
        );
        self.execution = Some(Execution {
            number: self.executions,
            order,
            pid,
            listener: conversation.connection.fd(),
            stdin: Some(stdin),
            pending: Vec::new(),
            last: false,
            stdout: Some(stdout),
            stderr: Some(stderr),
            started,
            next_tick: started + TICK,
            before,
            peak: 0,
            stale_peak,
            cpu: 0,
            output: 0,
            hits: 0,
            cause: None,
            status: None,
        });
        Ok(())
    }

    /// The next piece of a file being read, when the connection can take it.
    fn read_on(&mut self, at: usize) {
        let conversation = &mut self.conversations[at];
        while conversation.connection.idle() && !conversation.connection.ended() {
            let (file, left) = match &mut conversation.talk {
                Talk::Reading { file, left } => (file, left),
                Talk::Open | Talk::Writing(_) | Talk::Running => return,
            };
            let mut buffer = [0; wire::MOST_DATA];
            let room = buffer.len().min(*left as usize);
            let count = sys::read(file.as_raw_fd(), &mut buffer[..room]);
            let frame = match count {
                count if count > 0 => {
                    *left -= count as u64;
                    Frame::new(wire::DATA).raw(&buffer[..count as usize])
                }
                0 => Frame::new(wire::END),
                _ => Frame::failed(&Failure {
                    step: "read the file".into(),
                    errno: sys::errno(),
                }),
            };
            if count <= 0 {
                conversation.talk = Talk::Open;
            }
            conversation.connection.send(frame);
        }
    }

    fn watch_execution(&mut self, ready: &dyn Fn(RawFd) -> bool) {
        let mut execution = match self.execution.take() {
            Some(execution) => execution,
            None => return,
        };
        let listener = self
            .conversations
            .iter_mut()
            .find(|it| it.connection.fd() == execution.listener && !it.connection.ended());
        match listener {
            Some(conversation) => {
                execution.carry(ready, &mut conversation.connection);
            }
            None => {
                execution.cause.get_or_insert(Cause::Cancelled);
            }
        }
        let now = sys::now();
        if now >= execution.deadline() {
            execution.reach(Limit::Time);
        }
        let mut over = execution.status.is_some();
        if !over && now >= execution.next_tick {
            // Before the measure: what it did until its end is to be seen once more.
            over = sample::has_ended(execution.pid);
            self.measure(&mut execution);
            let spent = sys::now() - now;
            execution.next_tick = sys::now() + TICK.max(20 * spent);
        }
        if over || execution.cause.is_some() {
            self.finish(execution);
        } else {
            self.execution = Some(execution);
        }
    }

    /// Looks at every limit that we keep, and at every one that the kernel keeps silently.
    fn measure(&mut self, execution: &mut Execution) {
        let sample = sample::processes();
        let counts = self.counts();
        execution.cpu = match self.gauges.cpu {
            Some(_) => counts.cpu.saturating_sub(execution.before.cpu),
            // A process that ended unwaited-for leaves the sum: time never runs backwards.
            None => execution
                .cpu
                .max((sample.cpu + counts.cpu).saturating_sub(execution.before.cpu)),
        };
        if execution.cpu >= execution.order.cpu_ns {
            execution.reach(Limit::Cpu);
        }
        if counts.out_of_memory > execution.before.out_of_memory {
            execution.reach(Limit::Memory);
        }
        // The program's first process has just gone if its status is known, and was one of them.
        let threads = sample.threads + u32::from(execution.status.is_some());
        if counts.forks_refused > execution.before.forks_refused
            || threads >= execution.order.processes
        {
            execution.hit(Limit::Processes);
        }
        if sample.open_files >= execution.order.open_files {
            execution.hit(Limit::Files);
        }
        let disk = sample::disk(&self.plan.disk);
        if disk.full {
            execution.hit(Limit::Disk);
        }
        match &self.gauges.peak {
            Some(peak) if peak.value() > execution.stale_peak => execution.peak = peak.value(),
            // Less than what ran before: how much less, only sampling can tell.
            Some(_) => execution.peak = execution.peak.max(sample.resident + disk.used),
            None => {
                let mut held = sample.resident + disk.used;
                let most = execution.order.memory_bytes;
                if most > 0 && held > most {
                    held = sample::proportional() + disk.used;
                    if held > most {
                        execution.reach(Limit::Memory);
                    }
                }
                execution.peak = execution.peak.max(held);
            }
        }
    }

    fn counts(&self) -> Counts {
        let value = |gauge: &Option<Gauge>| gauge.as_ref().map_or(0, Gauge::value);
        Counts {
            cpu: match &self.gauges.cpu {
                Some(gauge) => gauge.value(),
                None => reaped_cpu(),
            },
            out_of_memory: value(&self.gauges.out_of_memory),
            forks_refused: value(&self.gauges.forks_refused),
        }
    }

    /// Ends what is left, carries the last output, tells the end.
    fn finish(&mut self, mut execution: Execution) {
        let ended = sys::now();
        if let Some(Cause::Limit(_)) = execution.cause {
            // It may have kept us from looking until now: stopped, it cannot, and is still there to be counted.
            sys::kill(-1, libc::SIGSTOP);
            self.measure(&mut execution);
        }
        // A fork either sees the signal or is seen by it: one call ends everything but init.
        sys::kill(-1, libc::SIGKILL);
        if execution.silent() {
            // Most of a large program's end is its memory's, which is nobody's loss.
            self.dying = true;
        } else {
            self.outlive(|reaped| execution.count(reaped));
        }
        self.measure(&mut execution);
        let at = self
            .conversations
            .iter()
            .position(|it| it.connection.fd() == execution.listener && !it.connection.ended());
        if let Some(at) = at {
            let conversation = &mut self.conversations[at];
            execution.carry_rest(&mut conversation.connection);
            conversation.connection.send(execution.end(ended));
            conversation.talk = Talk::Open;
        }
    }

    /// Waits for the end of all that has been killed.
    fn outlive(&mut self, mut count: impl FnMut(&sys::Reaped)) {
        loop {
            match sys::reap(0) {
                Some(reaped) => count(&reaped),
                None if sys::errno() == libc::ECHILD => break,
                None => {}
            }
        }
        self.dying = false;
    }

    /// Does a file operation with the rights of the sandbox's user and nothing more.
    fn as_user<T>(&self, act: impl FnOnce() -> Try<T>) -> Try<T> {
        let become_user = |id: u32| {
            // SAFETY: plain integers. These calls report the previous id, whether they changed it or not; no id is -1.
            let now = unsafe {
                libc::setfsgid(id);
                libc::setfsuid(id);
                (libc::setfsgid(u32::MAX), libc::setfsuid(u32::MAX))
            };
            if now != (id as i32, id as i32) {
                return failure("act as another user", libc::EPERM);
            }
            Ok(())
        };
        become_user(self.plan.user_id)?;
        let mut none = self.capabilities;
        none[0][0] = 0;
        none[1][0] = 0;
        let result = program::set_capabilities(&none).and_then(|()| act());
        become_user(self.plan.init_id)?;
        program::set_capabilities(&self.capabilities)?;
        result
    }
}

impl Execution {
    fn deadline(&self) -> u64 {
        self.started.saturating_add(self.order.wall_ns)
    }

    /// Takes note of a process that has ended. Its memory is a peak where no control group has a better one:
    /// a short program comes and goes between two samples.
    fn count(&mut self, reaped: &sys::Reaped) {
        self.peak = self.peak.max(reaped.resident);
        if reaped.pid == self.pid {
            self.status.get_or_insert(reaped.status);
        }
    }

    /// Whether it has ended by itself, and nobody is left who could still print anything.
    fn silent(&self) -> bool {
        let streams = [&self.stdout, &self.stderr];
        self.status.is_some()
            && self.cause.is_none()
            && streams
                .into_iter()
                .flatten()
                .all(|it| hung_up(it.as_raw_fd()))
    }

    fn hit(&mut self, limit: Limit) {
        self.hits |= 1 << limit as u8;
    }

    /// A limit that ends the program, unless it has ended by itself. Memory is different: the kernel has
    /// already ended a part of the program, whatever the rest of it made of that. So may it have done for
    /// processor time (RLIMIT_CPU) before we looked.
    fn reach(&mut self, limit: Limit) {
        self.hit(limit);
        let killed = |status| libc::WIFSIGNALED(status) && libc::WTERMSIG(status) == libc::SIGKILL;
        let by_the_kernel = limit == Limit::Cpu && self.status.map_or(false, killed);
        if self.status.is_none() || limit == Limit::Memory || by_the_kernel {
            self.cause.get_or_insert(Cause::Limit(limit));
        }
    }

    fn stdin_ready(&self, ready: &dyn Fn(RawFd) -> bool) -> bool {
        self.stdin
            .as_ref()
            .map_or(false, |stdin| ready(stdin.as_raw_fd()))
    }

    /// Gives stdin what it can take. A program that closed its stdin takes nothing, and that is no failure.
    fn feed(&mut self) {
        if let Some(stdin) = &self.stdin {
            let mut broken = false;
            if !self.pending.is_empty() {
                let count = sys::write(stdin.as_raw_fd(), &self.pending);
                if count >= 0 {
                    self.pending.drain(..count as usize);
                } else {
                    broken = !matches!(sys::errno(), libc::EAGAIN | libc::EINTR);
                }
            } else if !self.last {
                broken = peer_closed(stdin.as_raw_fd());
            }
            if broken || (self.last && self.pending.is_empty()) {
                self.stdin = None;
                self.pending.clear();
            }
        }
    }

    fn carry(&mut self, ready: &dyn Fn(RawFd) -> bool, connection: &mut Connection) {
        for (kind, mut stream) in [
            (wire::STDOUT, self.stdout.take()),
            (wire::STDERR, self.stderr.take()),
        ] {
            let due = stream.as_ref().map_or(false, |it| ready(it.as_raw_fd()));
            if due && connection.idle() {
                if let Piece::Last = self.carry_piece(kind, stream.as_ref(), connection) {
                    stream = None;
                }
            }
            match kind {
                wire::STDOUT => self.stdout = stream,
                _ => self.stderr = stream,
            }
        }
    }

    /// One read's worth.
    fn carry_piece(
        &mut self,
        kind: u8,
        stream: Option<&OwnedFd>,
        connection: &mut Connection,
    ) -> Piece {
        let fd = match stream {
            Some(stream) => stream.as_raw_fd(),
            None => return Piece::Last,
        };
        let mut buffer = [0; wire::MOST_DATA];
        let count = sys::read(fd, &mut buffer);
        if count <= 0 {
            let later = count < 0 && matches!(sys::errno(), libc::EAGAIN | libc::EINTR);
            return if later { Piece::None } else { Piece::Last };
        }
        let room = self.order.output_bytes.saturating_sub(self.output);
        let passed = room.min(count as u64) as usize;
        self.output += count as u64;
        if passed > 0 {
            connection.send(Frame::new(kind).raw(&buffer[..passed]));
        }
        if self.output > self.order.output_bytes {
            self.reach(Limit::Output);
            return Piece::Last;
        }
        Piece::Some
    }

    /// Everything that is still in the pipes, whose writers have all ended. A pipe's capacity bounds it.
    fn carry_rest(&mut self, connection: &mut Connection) {
        for (kind, stream) in [
            (wire::STDOUT, self.stdout.take()),
            (wire::STDERR, self.stderr.take()),
        ] {
            while let Piece::Some = self.carry_piece(kind, stream.as_ref(), connection) {}
        }
    }

    fn end(&self, ended: u64) -> Frame {
        let status = self.status.unwrap_or(0);
        let (kind, value) = match self.cause {
            Some(Cause::Limit(limit)) => (2, limit as u32),
            Some(Cause::Cancelled) => (3, 0),
            None if libc::WIFEXITED(status) => (0, libc::WEXITSTATUS(status) as u32),
            None => (1, libc::WTERMSIG(status) as u32),
        };
        Frame::new(wire::ENDED)
            .u8(kind)
            .u32(value)
            .u8(self.hits)
            .u64(self.cpu)
            .u64(ended - self.started)
            .u64(self.peak)
            .u64(self.output)
    }
}

/// Processor time of every child that init has reaped, in nanoseconds.
fn reaped_cpu() -> u64 {
    // SAFETY: an all-zero rusage is valid and is filled.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_CHILDREN, &mut usage);
        usage
    };
    let time = |it: libc::timeval| it.tv_sec as u64 * 1_000_000_000 + it.tv_usec as u64 * 1000;
    time(usage.ru_utime) + time(usage.ru_stime)
}

fn hung_up(fd: RawFd) -> bool {
    let mut entry = [sys::pollfd(fd, libc::POLLRDHUP)];
    sys::poll(&mut entry, 0).is_ok() && entry[0].revents & (libc::POLLHUP | libc::POLLRDHUP) != 0
}

fn peer_closed(fd: RawFd) -> bool {
    let mut entry = [sys::pollfd(fd, 0)];
    sys::poll(&mut entry, 0).is_ok() && entry[0].revents & libc::POLLERR != 0
}

/// Relative paths start at the user's home.
fn absolute(path: &[u8]) -> Try<CString> {
    if path.len() >= libc::PATH_MAX as usize {
        // No file can have it, and its folders would take a quadratic time to go through.
        let step = format!("open a path of {} bytes", path.len());
        return failure(step, libc::ENAMETOOLONG);
    }
    if path.first() == Some(&b'/') {
        sys::cstring(path, "path")
    } else {
        sys::cstring(&[b"/home/user/", path].concat(), "path")
    }
}

/// Makes or empties a regular file, and makes the folders above it.
fn create(path: &CString, mode: u32) -> Try<OwnedFd> {
    let bytes = path.to_bytes();
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        if *byte == b'/' {
            let folder = sys::cstring(&bytes[..at], "path")?;
            // SAFETY: `folder` is NUL-terminated. What is wrong with it shows when the file is opened.
            unsafe { libc::mkdir(folder.as_ptr(), 0o755) };
        }
    }
    let flags = libc::O_WRONLY | libc::O_CREAT | libc::O_TRUNC;
    let file = open_plainly(path, flags, mode)?;
    require_regular(&file, path)?;
    // SAFETY: plain integers. The mode given at creation does not hold for a file that existed.
    let changed = unsafe { libc::fchmod(file.as_raw_fd(), mode) };
    check(changed.into(), || format!("chmod {}", sys::lossy(path)))?;
    Ok(file)
}

/// Opens a regular file of at most `most` bytes: no pipe, no device, nothing of `/proc`.
fn open_regular(path: &CString, most: u64) -> Try<OwnedFd> {
    let file = open_plainly(path, libc::O_RDONLY, 0)?;
    let size = require_regular(&file, path)?;
    if size > most {
        return failure(
            format!(
                "read {}: it has {size} bytes, {most} are allowed",
                sys::lossy(path)
            ),
            libc::EFBIG,
        );
    }
    Ok(file)
}

/// Opens a file that a program may have laid out as a trap: a pipe does not block, a terminal does not become
/// ours, and a link of `/proc`, which would lead to what init has open, is not followed.
fn open_plainly(path: &CString, flags: i32, mode: u32) -> Try<OwnedFd> {
    let flags = flags | libc::O_NONBLOCK | libc::O_NOCTTY | libc::O_CLOEXEC;
    // SAFETY: all-zero is the documented default of every field.
    let mut how: libc::open_how = unsafe { std::mem::zeroed() };
    how.flags = flags as u64;
    how.mode = mode.into();
    how.resolve = libc::RESOLVE_NO_MAGICLINKS;
    // SAFETY: `path` is NUL-terminated and `how` is as long as said.
    let fd = unsafe {
        libc::syscall(
            libc::SYS_openat2,
            libc::AT_FDCWD,
            path.as_ptr(),
            &how,
            std::mem::size_of::<libc::open_how>(),
        )
    };
    Ok(sys::owned(check(fd, || {
        format!("open {}", sys::lossy(path))
    })?))
}

fn require_regular(file: &OwnedFd, path: &CString) -> Try<u64> {
    // SAFETY: all-zero structures are valid and are filled before they are read.
    let (stat, fs) = unsafe {
        let mut stat: libc::stat = std::mem::zeroed();
        let mut fs: libc::statfs = std::mem::zeroed();
        check(libc::fstat(file.as_raw_fd(), &mut stat).into(), || "fstat")?;
        check(libc::fstatfs(file.as_raw_fd(), &mut fs).into(), || {
            "fstatfs"
        })?;
        (stat, fs)
    };
    if stat.st_mode & libc::S_IFMT != libc::S_IFREG || fs.f_type == libc::PROC_SUPER_MAGIC {
        return failure(
            format!("open {}: it is no regular file", sys::lossy(path)),
            libc::EINVAL,
        );
    }
    Ok(stat.st_size as u64)
}

fn write_all(file: &OwnedFd, mut bytes: &[u8]) -> Try<()> {
    while !bytes.is_empty() {
        let count = check(sys::write(file.as_raw_fd(), bytes), || "write the file")?;
        bytes = &bytes[count as usize..];
    }
    Ok(())
}
