//! A tool of the tests: runs a cell in which one system call fails, or at which one of its processes is killed.
//!
//! `inject FOLDER CELL ARGUMENT...` runs the cell as it is until somebody connects to its host. Then it reads
//! `FOLDER/order`: empty, or `ROLE NUMBER ERRNO`. The NUMBERth system call of that role from then on fails with
//! ERRNO; with ERRNO 0 its process is killed there instead. A role is `host`, `init` or `program`, which is one only
//! until it executes. Every call is a line of `FOLDER/calls`, its role and its number in the kernel's table, and
//! the one that failed has a `!` behind it. Calls that the kernel never fails are left out.

#[cfg(target_arch = "x86_64")]
fn main() {
    match x86_64::main() {
        Ok(status) => std::process::exit(status),
        Err(failed) => {
            eprintln!("inject: {failed}");
            std::process::exit(125);
        }
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn main() {
    eprintln!("inject: knows the registers of x86-64 only");
    std::process::exit(125);
}

#[cfg(target_arch = "x86_64")]
mod x86_64 {
    use std::collections::{HashMap, HashSet};
    use std::ffi::OsString;
    use std::fs::{self, File};
    use std::io::{Error, ErrorKind, Result, Write};
    use std::os::unix::process::CommandExt;
    use std::path::PathBuf;
    use std::process::Command;

    /// Used as they are here. A `close` that fails has closed, and who waits or kills finds that nobody is there.
    const NEVER_FAIL: [i64; 7] = [
        libc::SYS_close,
        libc::SYS_exit,
        libc::SYS_exit_group,
        libc::SYS_kill,
        libc::SYS_munmap,
        libc::SYS_umask,
        libc::SYS_wait4,
    ];

    #[derive(Clone, Copy, PartialEq)]
    enum Role {
        Host,
        Init,
        Program,
    }

    impl Role {
        fn word(self) -> &'static str {
            match self {
                Role::Host => "host",
                Role::Init => "init",
                Role::Program => "program",
            }
        }

        fn of_child(self) -> Role {
            match self {
                Role::Host => Role::Init,
                Role::Init | Role::Program => Role::Program,
            }
        }
    }

    struct Order {
        role: String,
        number: u32,
        errno: i64,
    }

    /// A process that is traced.
    struct Tracee {
        role: Role,
        /// The call that it is in.
        call: u64,
        /// With what that call is to fail.
        fault: Option<i64>,
    }

    struct Injector {
        folder: PathBuf,
        tracees: HashMap<i32, Tracee>,
        /// Those that stopped before it was known whose children they are.
        early: HashSet<i32>,
        /// Those whose first stop is still to come.
        expected: HashSet<i32>,
        order: Option<Order>,
        calls: Option<File>,
        counted: HashMap<&'static str, u32>,
    }

    pub fn main() -> Result<i32> {
        let mut arguments = std::env::args_os().skip(1);
        let (folder, cell) = match (arguments.next(), arguments.next()) {
            (Some(folder), Some(cell)) => (folder, cell),
            _ => return Err(other("usage: inject FOLDER CELL ARGUMENT...")),
        };
        let host = start(&cell, arguments.collect())?;
        let mut injector = Injector {
            folder: folder.into(),
            tracees: HashMap::new(),
            early: HashSet::new(),
            expected: HashSet::new(),
            order: None,
            calls: None,
            counted: HashMap::new(),
        };
        injector.admit(host, Role::Host);
        injector.trace(host)
    }

    fn other(text: &str) -> Error {
        Error::new(ErrorKind::Other, text)
    }

    /// Starts the cell, stopped at its first instruction.
    fn start(cell: &OsString, arguments: Vec<OsString>) -> Result<i32> {
        let mut command = Command::new(cell);
        command.args(arguments);
        // SAFETY: one call that is safe between fork and exec.
        unsafe {
            command.pre_exec(|| match libc::ptrace(libc::PTRACE_TRACEME, 0, 0, 0) {
                0 => Ok(()),
                _ => Err(Error::last_os_error()),
            });
        }
        let pid = command.spawn()?.id() as i32;
        let mut status = 0;
        // SAFETY: `status` is filled.
        if unsafe { libc::waitpid(pid, &mut status, 0) } != pid || !libc::WIFSTOPPED(status) {
            return Err(other("the cell did not stop at its start"));
        }
        let options = libc::PTRACE_O_TRACESYSGOOD
            | libc::PTRACE_O_TRACECLONE
            | libc::PTRACE_O_TRACEFORK
            | libc::PTRACE_O_TRACEVFORK
            | libc::PTRACE_O_TRACEEXEC
            | libc::PTRACE_O_EXITKILL;
        // SAFETY: plain integers.
        match unsafe { libc::ptrace(libc::PTRACE_SETOPTIONS, pid, 0, options) } {
            0 => Ok(pid),
            _ => Err(Error::last_os_error()),
        }
    }

    impl Injector {
        fn admit(&mut self, pid: i32, role: Role) {
            let tracee = Tracee {
                role,
                call: 0,
                fault: None,
            };
            self.tracees.insert(pid, tracee);
            go_on(libc::PTRACE_SYSCALL, pid, 0);
        }

        /// Until nothing is traced any more; returns the exit status of `host`.
        fn trace(&mut self, host: i32) -> Result<i32> {
            let mut result = 0;
            loop {
                let mut status = 0;
                // SAFETY: `status` is filled.
                let pid = unsafe { libc::waitpid(-1, &mut status, libc::__WALL) };
                if pid < 0 {
                    return Ok(result);
                }
                if libc::WIFSTOPPED(status) {
                    self.stopped(pid, status)?;
                    continue;
                }
                self.tracees.remove(&pid);
                if pid == host {
                    result = if libc::WIFEXITED(status) {
                        libc::WEXITSTATUS(status)
                    } else {
                        128 + libc::WTERMSIG(status)
                    };
                }
            }
        }

        fn stopped(&mut self, pid: i32, status: i32) -> Result<()> {
            let signal = libc::WSTOPSIG(status);
            let role = match self.tracees.get(&pid) {
                Some(tracee) => tracee.role,
                None => {
                    self.early.insert(pid);
                    return Ok(());
                }
            };
            match (signal, status >> 16) {
                (libc::SIGTRAP, libc::PTRACE_EVENT_EXEC) if role == Role::Program => {
                    self.tracees.remove(&pid);
                    // What executes is no longer ours.
                    go_on(libc::PTRACE_DETACH, pid, 0);
                }
                (libc::SIGTRAP, event) if event != 0 => {
                    if event != libc::PTRACE_EVENT_EXEC {
                        let child = event_message(pid)?;
                        self.born(child, role.of_child());
                    }
                    go_on(libc::PTRACE_SYSCALL, pid, 0);
                }
                (libc::SIGSTOP, _) if self.expected.remove(&pid) => {
                    go_on(libc::PTRACE_SYSCALL, pid, 0);
                }
                (signal, _) if signal == libc::SIGTRAP | 0x80 => {
                    self.at_call(pid)?;
                    go_on(libc::PTRACE_SYSCALL, pid, 0);
                }
                (signal, _) => go_on(libc::PTRACE_SYSCALL, pid, signal),
            }
            Ok(())
        }

        /// A child stops once before it does anything: before or after its parent's birth of it is told.
        fn born(&mut self, pid: i32, role: Role) {
            if self.early.remove(&pid) {
                self.admit(pid, role);
            } else {
                let tracee = Tracee {
                    role,
                    call: 0,
                    fault: None,
                };
                self.tracees.insert(pid, tracee);
                self.expected.insert(pid);
            }
        }

        fn at_call(&mut self, pid: i32) -> Result<()> {
            let mut registers = match registers(pid) {
                Some(registers) => registers,
                // Killed meanwhile.
                None => return Ok(()),
            };
            let tracee = match self.tracees.get_mut(&pid) {
                Some(tracee) => tracee,
                None => return Ok(()),
            };
            // At the entry of a call its result is preset so; the kernel has no such error.
            if registers.rax as i64 == -i64::from(libc::ENOSYS) && tracee.call == 0 {
                tracee.call = registers.orig_rax + 1;
                let fault = self.count(pid, registers.orig_rax)?;
                match fault {
                    Some(0) => {
                        // SAFETY: plain integers.
                        unsafe { libc::kill(pid, libc::SIGKILL) };
                    }
                    Some(errno) => {
                        // No call has this number.
                        registers.orig_rax = u64::MAX;
                        set_registers(pid, &registers);
                        if let Some(tracee) = self.tracees.get_mut(&pid) {
                            tracee.fault = Some(errno);
                        }
                    }
                    None => {}
                }
                return Ok(());
            }
            let call = std::mem::replace(&mut tracee.call, 0) as i64 - 1;
            let role = tracee.role;
            if let Some(errno) = tracee.fault.take() {
                registers.rax = -errno as u64;
                set_registers(pid, &registers);
            } else if role == Role::Host && call == libc::SYS_accept4 && registers.rax as i64 >= 0 {
                self.begin()?;
            }
            Ok(())
        }

        /// Somebody connected: the counting begins, under a new order.
        fn begin(&mut self) -> Result<()> {
            let text = fs::read_to_string(self.folder.join("order"))?;
            let words: Vec<&str> = text.split_ascii_whitespace().collect();
            let number = |word: &str| word.parse::<u32>().map_err(|e| other(&e.to_string()));
            self.order = match words[..] {
                [] => None,
                [role, count, errno] => Some(Order {
                    role: role.into(),
                    number: number(count)?,
                    errno: number(errno)?.into(),
                }),
                _ => return Err(other(&format!("an order has three words, not '{text}'"))),
            };
            self.calls = Some(File::create(self.folder.join("calls"))?);
            self.counted.clear();
            Ok(())
        }

        /// Notes a call; what it is to fail with, if it is the one.
        fn count(&mut self, pid: i32, call: u64) -> Result<Option<i64>> {
            if NEVER_FAIL.contains(&(call as i64)) {
                return Ok(None);
            }
            let role = match self.tracees.get(&pid) {
                Some(tracee) => tracee.role.word(),
                None => return Ok(None),
            };
            let file = match &mut self.calls {
                Some(file) => file,
                None => return Ok(None),
            };
            let count = self.counted.entry(role).or_insert(0);
            *count += 1;
            let fault = match &self.order {
                Some(order) if order.role == role && order.number == *count => Some(order.errno),
                _ => None,
            };
            let mark = if fault.is_some() { " !" } else { "" };
            file.write_all(format!("{role} {call}{mark}\n").as_bytes())?;
            Ok(fault)
        }
    }

    /// Lets a tracee go on. One that was killed meanwhile cannot, and its end is still to come.
    fn go_on(how: libc::c_uint, pid: i32, signal: i32) {
        // SAFETY: plain integers.
        unsafe { libc::ptrace(how, pid, 0, signal) };
    }

    fn event_message(pid: i32) -> Result<i32> {
        let mut message: libc::c_ulong = 0;
        // SAFETY: `message` is filled.
        match unsafe { libc::ptrace(libc::PTRACE_GETEVENTMSG, pid, 0, &mut message) } {
            0 => Ok(message as i32),
            _ => Err(Error::last_os_error()),
        }
    }

    fn registers(pid: i32) -> Option<libc::user_regs_struct> {
        // SAFETY: an all-zero structure is valid, and is filled.
        unsafe {
            let mut registers: libc::user_regs_struct = std::mem::zeroed();
            let got = libc::ptrace(libc::PTRACE_GETREGS, pid, 0, &mut registers);
            (got == 0).then_some(registers)
        }
    }

    fn set_registers(pid: i32, registers: &libc::user_regs_struct) {
        // SAFETY: `registers` is valid. It fails only where the tracee was killed meanwhile.
        unsafe { libc::ptrace(libc::PTRACE_SETREGS, pid, 0, registers) };
    }
}
