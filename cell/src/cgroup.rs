//! Control groups: made and removed by the host, joined by init before its cgroup namespace is made,
//! read by init through descriptors opened out here.

use crate::plan::{Attach, Cgroup, Counter, Counters};
use crate::sys::{self, check, cstring, errno, Try};
use std::os::unix::io::{AsRawFd, OwnedFd};

/// Makes the groups and sets their limits. What was made stays to be removed if a later one fails.
pub fn make(groups: &[Cgroup]) -> Try<()> {
    for group in groups {
        let path = cstring(&group.path, "cgroup path")?;
        // SAFETY: `path` is NUL-terminated.
        let made = unsafe { libc::mkdir(path.as_ptr(), 0o755) };
        check(made.into(), || format!("mkdir {}", sys::lossy(&path)))?;
        for (file, value) in &group.writes {
            sys::write_file(&join(&group.path, file), value)?;
        }
    }
    Ok(())
}

/// The group to clone into, where there is one.
pub fn clone_into(groups: &[Cgroup]) -> Try<Option<OwnedFd>> {
    for group in groups {
        if matches!(group.attach, Attach::Clone) {
            let path = cstring(&group.path, "cgroup path")?;
            return Ok(Some(sys::open(
                &path,
                libc::O_DIRECTORY | libc::O_RDONLY,
                0,
            )?));
        }
    }
    Ok(None)
}

/// Opens the way into each of the groups. Whoever writes `0` there moves itself; whether they may is asked of the
/// opener.
pub fn doors(groups: &[Cgroup]) -> Try<Vec<OwnedFd>> {
    let mut doors = Vec::new();
    for group in groups {
        let file = match &group.attach {
            // For who cannot be cloned into it, a zygote's fork; that waits for a grace period of the whole machine.
            Attach::Clone => &b"cgroup.procs"[..],
            Attach::Write(file) => file.as_slice(),
        };
        let path = cstring(&join(&group.path, file), "cgroup path")?;
        doors.push(sys::open(&path, libc::O_WRONLY, 0)?);
    }
    Ok(doors)
}

/// Moves this process, which must have one thread, into the groups that it has not been cloned into.
pub fn join_by(doors: &[OwnedFd], groups: &[Cgroup]) -> Try<()> {
    for (door, group) in doors.iter().zip(groups) {
        if let Attach::Write(_) = group.attach {
            check(sys::write(door.as_raw_fd(), b"0"), || {
                "join a control group"
            })?;
        }
    }
    Ok(())
}

/// Removes the groups; false while the kernel still holds one.
pub fn remove(groups: &[Vec<u8>]) -> bool {
    let mut gone = true;
    for path in groups {
        if let Ok(path) = cstring(path, "cgroup path") {
            // SAFETY: `path` is NUL-terminated.
            let removed = unsafe { libc::rmdir(path.as_ptr()) };
            gone &= removed == 0 || errno() != libc::EBUSY;
        }
    }
    gone
}

fn join(group: &[u8], file: &[u8]) -> Vec<u8> {
    [group, b"/", file].concat()
}

/// An opened counter.
pub struct Gauge {
    file: OwnedFd,
    key: Vec<u8>,
    unit: u64,
}

impl Gauge {
    fn open(counter: &Counter, flags: i32) -> Try<Gauge> {
        let path = cstring(&counter.path, "counter path")?;
        // A peak can be reset where the kernel allows writing to it; where it does not, reading must do.
        let file = sys::open(&path, flags, 0).or_else(|_| sys::open(&path, libc::O_RDONLY, 0))?;
        Ok(Gauge {
            file,
            key: counter.key.clone(),
            unit: counter.unit,
        })
    }

    /// Its value now; 0 if it cannot be read.
    pub fn value(&self) -> u64 {
        let mut buffer = [0; 4096];
        let count = sys::pread(self.file.as_raw_fd(), &mut buffer).max(0) as usize;
        number(&buffer[..count], &self.key).saturating_mul(self.unit)
    }

    /// Sets a peak back to what is held now; false where the kernel cannot (version 2 before Linux 6.12).
    pub fn reset(&self) -> bool {
        sys::write(self.file.as_raw_fd(), b"0") > 0
    }
}

/// Reads a counter once; 0 if it is not there.
pub fn read(counter: &Counter) -> u64 {
    Gauge::open(counter, libc::O_RDONLY).map_or(0, |gauge| gauge.value())
}

/// The sandbox's counters, opened.
pub struct Gauges {
    pub cpu: Option<Gauge>,
    pub peak: Option<Gauge>,
    pub out_of_memory: Option<Gauge>,
    pub forks_refused: Option<Gauge>,
}

impl Gauges {
    pub fn open(counters: &Counters) -> Try<Gauges> {
        let open = |counter: &Option<Counter>, flags| -> Try<Option<Gauge>> {
            counter
                .as_ref()
                .map(|it| Gauge::open(it, flags))
                .transpose()
        };
        Ok(Gauges {
            cpu: open(&counters.cpu, libc::O_RDONLY)?,
            peak: open(&counters.peak, libc::O_RDWR)?,
            out_of_memory: open(&counters.out_of_memory, libc::O_RDONLY)?,
            forks_refused: open(&counters.forks_refused, libc::O_RDONLY)?,
        })
    }

    pub fn descriptors(&mut self) -> impl Iterator<Item = &mut OwnedFd> {
        [
            &mut self.cpu,
            &mut self.peak,
            &mut self.out_of_memory,
            &mut self.forks_refused,
        ]
        .into_iter()
        .flatten()
        .map(|gauge| &mut gauge.file)
    }
}

/// The number that is the whole of `text` or, with a key, that follows the key on its line; 0 if there is none.
fn number(text: &[u8], key: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(text);
    let key = String::from_utf8_lossy(key);
    let number = if key.is_empty() {
        text.trim()
    } else {
        text.lines()
            .filter_map(|line| line.split_once(' '))
            .find(|(name, _)| *name == key)
            .map_or("", |(_, value)| value.trim())
    };
    number.parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_is_a_file_or_a_line_of_it() {
        assert_eq!(number(b"4096\n", b""), 4096);
        let events = b"low 0\nhigh 0\nmax 17\noom 2\noom_kill 1\noom_group_kill 5\n";
        assert_eq!(number(events, b"oom_kill"), 1);
        assert_eq!(number(events, b"max"), 17);
        assert_eq!(number(b"usage_usec 12\nuser_usec 7\n", b"usage_usec"), 12);
    }

    #[test]
    fn what_is_no_counter_is_nothing() {
        for text in [
            "",
            "max\n",
            "-1\n",
            "99999999999999999999\n",
            "1 2\n",
            "oom\n",
        ] {
            assert_eq!(number(text.as_bytes(), b""), 0, "{text}");
            assert_eq!(number(text.as_bytes(), b"oom"), 0, "{text}");
        }
        assert_eq!(number(b"\xff\xfe 3\n", b"oom"), 0);
    }

    #[test]
    fn groups_are_made_with_their_limits_and_removed() {
        let base = std::env::temp_dir().join(format!("cell-test-{}", std::process::id()));
        let path = base.to_string_lossy().into_owned().into_bytes();
        let group = |writes| Cgroup {
            path: path.clone(),
            writes,
            attach: Attach::Clone,
        };
        // Not a control group: a file that must exist does not.
        let refused = make(&[group(vec![(b"pids.max".to_vec(), b"9".to_vec())])]);
        assert_eq!(refused.unwrap_err().errno, libc::ENOENT);
        assert!(base.is_dir());
        assert!(clone_into(&[group(Vec::new())]).unwrap().is_some());
        assert!(clone_into(&[]).unwrap().is_none());
        assert!(remove(std::slice::from_ref(&path)));
        assert!(!base.exists());
        assert!(remove(&[path]));
    }

    #[test]
    fn init_goes_by_the_doors_of_the_groups_that_it_was_not_cloned_into() {
        let base = std::env::temp_dir().join(format!("cell-doors-{}", std::process::id()));
        let path = base.to_string_lossy().into_owned().into_bytes();
        let group = |attach| Cgroup {
            path: path.clone(),
            writes: Vec::new(),
            attach,
        };
        let groups = [
            group(Attach::Clone),
            group(Attach::Write(b"tasks".to_vec())),
        ];
        std::fs::create_dir(&base).unwrap();
        for name in ["cgroup.procs", "tasks"] {
            std::fs::write(base.join(name), "").unwrap();
        }
        let doors = doors(&groups).unwrap();
        join_by(&doors, &groups).unwrap();
        assert_eq!(std::fs::read(base.join("cgroup.procs")).unwrap(), b"");
        assert_eq!(std::fs::read(base.join("tasks")).unwrap(), b"0");
        sys::write(doors[0].as_raw_fd(), b"0");
        assert_eq!(std::fs::read(base.join("cgroup.procs")).unwrap(), b"0");
        std::fs::remove_dir_all(&base).unwrap();
    }
}
