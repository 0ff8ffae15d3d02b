//! What the JVM orders, decoded and otherwise unexamined.

use crate::sys::{failure, Try};
use crate::wire::Fields;
use std::ffi::CString;

/// A sandbox to build.
pub struct Plan {
    /// The path of the socket that the sandbox serves, on the host.
    pub socket: CString,
    pub hostname: CString,
    pub uid_map: Vec<u8>,
    pub gid_map: Vec<u8>,
    /// Whether group lists may be set: only where the host lets us write the map with it.
    pub setgroups: bool,
    /// Ids inside: of init, and of the programs.
    pub init_id: u32,
    pub user_id: u32,
    pub cgroups: Vec<Cgroup>,
    pub counters: Counters,
    pub mounts: Vec<Mount>,
    /// The mount whose fill counts as disk use.
    pub disk: CString,
    /// The system-call filter: `struct sock_filter`s as bytes.
    pub filter: Vec<u8>,
    pub family: Family,
}

/// What a sandbox has to do with a zygote: a program that forks into other sandboxes.
pub enum Family {
    Alone,
    /// What is started ahead in it is a zygote.
    Zygote,
    /// It lies in the user and pid namespace of the sandbox that serves this socket, whose zygote forks into it.
    Of(CString),
}

/// A control group to make: one, or one in each hierarchy of version 1.
pub struct Cgroup {
    pub path: Vec<u8>,
    pub writes: Vec<(Vec<u8>, Vec<u8>)>,
    pub attach: Attach,
}

pub enum Attach {
    /// Clone into it (version 2).
    Clone,
    /// Write the process id to this file of it (version 1).
    Write(Vec<u8>),
}

/// A number in a file: the whole of it, or what follows `key` on its line.
pub struct Counter {
    pub path: Vec<u8>,
    pub key: Vec<u8>,
    /// What one unit of it is worth in ours (nanoseconds, bytes, events).
    pub unit: u64,
}

/// Where consumption is read; what is missing is sampled by init instead.
#[derive(Default)]
pub struct Counters {
    pub cpu: Option<Counter>,
    pub peak: Option<Counter>,
    pub out_of_memory: Option<Counter>,
    pub forks_refused: Option<Counter>,
}

/// One step of building the file system; paths inside are relative to the new root.
pub enum Mount {
    Directory(CString, u32),
    File(CString, u32, Vec<u8>),
    Link(CString, CString),
    Owner(CString, u32),
    /// Host path, path inside, `MOUNT_ATTR_*` to set.
    Bind(CString, CString, u64),
    /// The same, with the ids of files mapped as the two texts say, as in `uid_map` and `gid_map`: from those on the
    /// disk to the host's.
    Mapped(CString, CString, u64, Vec<u8>, Vec<u8>),
    /// Path inside, path inside.
    Again(CString, CString),
    /// Type, path inside, `MS_*`, options.
    New(CString, CString, u64, CString),
    /// Hides the file or folder, if there is one.
    Mask(CString),
    /// `MOUNT_ATTR_*` to set on what lies there, if anything does.
    Restrict(CString, u64),
    /// Writes to a file, if there is one.
    Write(CString, Vec<u8>),
}

impl Plan {
    pub fn read(payload: &[u8]) -> Try<Plan> {
        let mut fields = Fields(payload);
        let plan = Plan {
            socket: fields.text("socket")?,
            hostname: fields.text("hostname")?,
            uid_map: fields.bytes()?.to_vec(),
            gid_map: fields.bytes()?.to_vec(),
            setgroups: fields.u8()? != 0,
            init_id: fields.u32()?,
            user_id: fields.u32()?,
            cgroups: fields.list(cgroup)?,
            counters: Counters {
                cpu: counter(&mut fields)?,
                peak: counter(&mut fields)?,
                out_of_memory: counter(&mut fields)?,
                forks_refused: counter(&mut fields)?,
            },
            mounts: fields.list(mount)?,
            disk: fields.text("disk")?,
            filter: fields.bytes()?.to_vec(),
            family: family(&mut fields)?,
        };
        fields.end()?;
        Ok(plan)
    }
}

fn family(fields: &mut Fields) -> Try<Family> {
    Ok(match fields.u8()? {
        0 => Family::Alone,
        1 => Family::Zygote,
        2 => Family::Of(fields.text("zygote's socket")?),
        other => return failure(format!("unknown family {other}"), libc::EBADMSG),
    })
}

fn cgroup(fields: &mut Fields) -> Try<Cgroup> {
    Ok(Cgroup {
        path: fields.bytes()?.to_vec(),
        writes: fields.list(|pair| Ok((pair.bytes()?.to_vec(), pair.bytes()?.to_vec())))?,
        attach: match fields.bytes()? {
            b"" => Attach::Clone,
            file => Attach::Write(file.to_vec()),
        },
    })
}

fn counter(fields: &mut Fields) -> Try<Option<Counter>> {
    let (path, key, unit) = (fields.bytes()?, fields.bytes()?, fields.u64()?);
    Ok((!path.is_empty()).then(|| Counter {
        path: path.to_vec(),
        key: key.to_vec(),
        unit,
    }))
}

fn mount(fields: &mut Fields) -> Try<Mount> {
    Ok(match fields.u8()? {
        1 => Mount::Directory(fields.text("path")?, fields.u32()?),
        2 => Mount::File(
            fields.text("path")?,
            fields.u32()?,
            fields.bytes()?.to_vec(),
        ),
        3 => Mount::Link(fields.text("path")?, fields.text("target")?),
        4 => Mount::Owner(fields.text("path")?, fields.u32()?),
        5 => Mount::Bind(fields.text("source")?, fields.text("path")?, fields.u64()?),
        6 => Mount::Again(fields.text("source")?, fields.text("path")?),
        7 => Mount::New(
            fields.text("type")?,
            fields.text("path")?,
            fields.u64()?,
            fields.text("options")?,
        ),
        8 => Mount::Mask(fields.text("path")?),
        9 => Mount::Restrict(fields.text("path")?, fields.u64()?),
        10 => Mount::Write(fields.text("path")?, fields.bytes()?.to_vec()),
        11 => Mount::Mapped(
            fields.text("source")?,
            fields.text("path")?,
            fields.u64()?,
            fields.bytes()?.to_vec(),
            fields.bytes()?.to_vec(),
        ),
        other => return failure(format!("unknown mount step {other}"), libc::EBADMSG),
    })
}

/// A program to start.
pub struct Start {
    pub argv: Vec<CString>,
    pub environment: Vec<CString>,
    pub directory: CString,
    /// (resource, ceiling), soft and hard alike.
    pub rlimits: Vec<(u32, u64)>,
    pub wall_ns: u64,
    pub cpu_ns: u64,
    pub output_bytes: u64,
    /// Enforced by sampling; 0 where the kernel counts.
    pub memory_bytes: u64,
    pub processes: u32,
    pub open_files: u32,
}

impl Start {
    pub fn read(payload: &[u8]) -> Try<Start> {
        let mut fields = Fields(payload);
        let start = Start {
            argv: fields.list(|item| item.text("argument"))?,
            environment: fields.list(|item| item.text("environment"))?,
            directory: fields.text("directory")?,
            rlimits: fields.list(|pair| Ok((pair.u32()?, pair.u64()?)))?,
            wall_ns: fields.u64()?,
            cpu_ns: fields.u64()?,
            output_bytes: fields.u64()?,
            memory_bytes: fields.u64()?,
            processes: fields.u32()?,
            open_files: fields.u32()?,
        };
        fields.end()?;
        if start.argv.is_empty() {
            return failure("a command without a program", libc::EINVAL);
        }
        Ok(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Frame;

    fn payload(frame: Frame) -> Vec<u8> {
        frame.finish().split_off(5)
    }

    /// One of everything.
    fn plan() -> Vec<u8> {
        let counter = |frame: Frame, path: &str| frame.bytes(path.as_bytes()).bytes(b"").u64(1);
        let mut frame = Frame::new(0).bytes(b"/s").bytes(b"sandbox");
        frame = frame.bytes(b"0 1 1").bytes(b"0 1 1").u8(1).u32(0).u32(1000);
        frame = frame.u32(2);
        frame = frame
            .bytes(b"/g")
            .u32(1)
            .bytes(b"pids.max")
            .bytes(b"9")
            .bytes(b"");
        frame = frame.bytes(b"/h").u32(0).bytes(b"tasks");
        frame = counter(frame, "/g/cpu");
        for _ in 0..3 {
            frame = counter(frame, "");
        }
        frame = frame.u32(10);
        frame = frame.u8(1).bytes(b"a").u32(0o755);
        frame = frame.u8(2).bytes(b"b").u32(0o644).bytes(b"text");
        frame = frame.u8(3).bytes(b"c").bytes(b"b");
        frame = frame.u8(4).bytes(b"b").u32(1000);
        frame = frame.u8(5).bytes(b"/usr").bytes(b"usr").u64(7);
        frame = frame.u8(6).bytes(b"a").bytes(b"d");
        frame = frame
            .u8(7)
            .bytes(b"tmpfs")
            .bytes(b"a")
            .u64(6)
            .bytes(b"size=1");
        frame = frame.u8(8).bytes(b"a");
        frame = frame.u8(9).bytes(b"a").u64(1);
        frame = frame.u8(11).bytes(b"/p").bytes(b"p").u64(6);
        frame = frame.bytes(b"0 9 1").bytes(b"0 9 1");
        payload(frame.bytes(b"/home").bytes(&[6; 8]).u8(2).bytes(b"/z"))
    }

    fn start(arguments: u32) -> Vec<u8> {
        let mut frame = Frame::new(0).u32(arguments);
        for _ in 0..arguments {
            frame = frame.bytes(b"/bin/true");
        }
        frame = frame.u32(0).bytes(b"/").u32(1).u32(7).u64(64);
        payload(frame.u64(1).u64(2).u64(3).u64(4).u32(5).u32(6))
    }

    #[test]
    fn a_plan_is_read_whole() {
        let plan = Plan::read(&plan()).unwrap();
        assert_eq!(plan.cgroups.len(), 2);
        assert!(matches!(plan.cgroups[0].attach, Attach::Clone));
        assert!(matches!(&plan.cgroups[1].attach, Attach::Write(file) if file == b"tasks"));
        assert!(plan.counters.cpu.is_some() && plan.counters.peak.is_none());
        assert_eq!(plan.mounts.len(), 10);
        assert_eq!(plan.filter, [6; 8]);
        assert!(matches!(plan.family, Family::Of(socket) if socket.to_bytes() == b"/z"));
    }

    #[test]
    fn a_plan_cut_anywhere_or_with_more_behind_is_refused() {
        let whole = plan();
        for length in 0..whole.len() {
            assert!(Plan::read(&whole[..length]).is_err(), "{length}");
        }
        assert!(Plan::read(&[whole, vec![0]].concat()).is_err());
    }

    #[test]
    fn a_plan_with_any_byte_changed_never_panics() {
        let whole = plan();
        for at in 0..whole.len() {
            for value in [0, 1, 127, 128, 255] {
                let mut changed = whole.clone();
                changed[at] = value;
                let _ = Plan::read(&changed);
            }
        }
    }

    #[test]
    fn an_unknown_mount_step_is_refused() {
        let mut changed = Fields(&[12]);
        assert!(mount(&mut changed).is_err());
    }

    #[test]
    fn a_start_is_read_whole_or_refused() {
        let whole = start(1);
        let order = Start::read(&whole).unwrap();
        assert_eq!((order.wall_ns, order.open_files), (1, 6));
        assert_eq!(order.rlimits, [(7, 64)]);
        for length in 0..whole.len() {
            assert!(Start::read(&whole[..length]).is_err(), "{length}");
        }
        assert!(Start::read(&[whole, vec![0]].concat()).is_err());
    }

    #[test]
    fn a_command_without_a_program_is_refused() {
        let refused = Start::read(&start(0));
        assert!(matches!(refused, Err(failed) if failed.errno == libc::EINVAL));
    }
}
