//! What the kernel does not count for us, read off `/proc` and the writable mount now and then.

use std::ffi::CStr;
use std::fs;

/// The sandbox's programs at one moment, init left out.
#[derive(Default)]
pub struct Sample {
    /// Threads of all processes.
    pub threads: u32,
    /// Resident memory, what several processes share counted for each.
    pub resident: u64,
    /// Processor time of the living and of those they waited for, in nanoseconds.
    pub cpu: u64,
    /// The most descriptors that one process has open.
    pub open_files: u32,
}

/// Reads every process. `/proc` shows this pid namespace only.
pub fn processes() -> Sample {
    let mut sample = Sample::default();
    for pid in pids() {
        // Not as text: a process that gives itself a name in no encoding is not to be overlooked.
        if let Ok(stat) = fs::read(format!("/proc/{pid}/stat")) {
            add(&mut sample, &String::from_utf8_lossy(&stat));
        }
        sample.open_files = sample.open_files.max(open_files(pid));
    }
    sample
}

fn pids() -> impl Iterator<Item = i32> {
    fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter(|pid| *pid != 1)
}

/// Whether a process has ended, all threads of it, though its parent may not have heard: a tracer of it hears
/// first, and may keep the news for itself.
pub fn has_ended(pid: i32) -> bool {
    fs::read(format!("/proc/{pid}/stat"))
        .map_or(false, |stat| is_dead(&String::from_utf8_lossy(&stat)))
}

/// The state is the first field behind the name, the number of threads the eighteenth.
fn is_dead(stat: &str) -> bool {
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let mut fields = rest.split_ascii_whitespace();
    fields.next() == Some("Z") && fields.nth(16) == Some("1")
}

/// proc_pid_stat(5). The name in parentheses may hold anything, so fields are counted from the last one.
fn add(sample: &mut Sample, stat: &str) {
    let fields: Vec<u64> = match stat.rsplit_once(')') {
        Some((_, rest)) => rest
            .split_ascii_whitespace()
            .map(|field| field.parse().unwrap_or(0))
            .collect(),
        None => return,
    };
    // Field n of the manual page is fields[n - 3].
    let field = |number: usize| fields.get(number - 3).copied().unwrap_or(0);
    // SAFETY: plain integers.
    let (tick, page) = unsafe {
        (
            libc::sysconf(libc::_SC_CLK_TCK).max(1) as u64,
            libc::sysconf(libc::_SC_PAGESIZE).max(1) as u64,
        )
    };
    let ticks = field(14) + field(15) + field(16) + field(17);
    sample.cpu += ticks * (1_000_000_000 / tick);
    sample.threads += field(20) as u32;
    sample.resident += field(24) * page;
}

fn open_files(pid: i32) -> u32 {
    let folder = format!("/proc/{pid}/fd");
    match fs::metadata(&folder) {
        Ok(data) if data.len() > 0 => data.len() as u32,
        // Linux before 6.2 gives no size here.
        Ok(_) => fs::read_dir(&folder).map_or(0, |entries| entries.count() as u32),
        Err(_) => 0,
    }
}

/// Memory of all processes, each shared page counted once: exact, and slow.
pub fn proportional() -> u64 {
    pids()
        .filter_map(|pid| fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok())
        .filter_map(|text| {
            let line = text.lines().find(|line| line.starts_with("Pss:"))?;
            line.split_ascii_whitespace().nth(1)?.parse::<u64>().ok()
        })
        .map(|kib| kib * 1024)
        .sum()
}

/// The fill of a mount.
pub struct Disk {
    pub used: u64,
    pub full: bool,
}

pub fn disk(path: &CStr) -> Disk {
    // SAFETY: an all-zero statfs is valid, and `path` is NUL-terminated.
    let stat = unsafe {
        let mut stat: libc::statfs = std::mem::zeroed();
        if libc::statfs(path.as_ptr(), &mut stat) != 0 {
            return Disk {
                used: 0,
                full: false,
            };
        }
        stat
    };
    Disk {
        used: (stat.f_blocks - stat.f_bfree) * stat.f_bsize as u64,
        full: stat.f_bfree == 0 || stat.f_ffree == 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Linux 6.1 writes it, with a name of the program's choosing; utime 7, stime 3, 2 threads, 5 pages.
    fn stat(name: &str) -> String {
        format!(
            "42 ({name}) S 1 42 42 0 -1 4194560 100 0 0 0 7 3 0 0 20 0 2 0 999 1000000 5 \
             18446744073709551615 1 1 0 0 0 0 0 4096 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n"
        )
    }

    #[test]
    fn fields_are_counted_from_the_last_parenthesis() {
        for name in [
            "sh",
            "",
            "a b",
            ") S 1 1 1",
            "(((",
            "x) R 0 (y",
            "\u{fffd}\u{fffd}",
        ] {
            let mut sample = Sample::default();
            add(&mut sample, &stat(name));
            assert_eq!(sample.threads, 2, "{name}");
            assert_eq!(sample.cpu, 100_000_000, "{name}");
            assert_eq!(sample.resident % 5, 0, "{name}");
            assert!(sample.resident > 0, "{name}");
        }
    }

    #[test]
    fn only_a_dead_process_without_living_threads_has_ended() {
        let dead = stat("sh")
            .replace(" S 1", " Z 1")
            .replace(" 0 2 0 ", " 0 1 0 ");
        assert!(is_dead(&dead), "{dead}");
        assert!(!is_dead(&stat(") Z 1 42 42 0")));
        assert!(!is_dead(&stat("sh").replace(" S 1", " Z 1")));
        assert!(!is_dead(""));
    }

    #[test]
    fn what_is_no_stat_counts_nothing() {
        for text in ["", "42", "42 (sh", "42 (sh)", "42 (sh) S x y z"] {
            let mut sample = Sample::default();
            add(&mut sample, text);
            assert_eq!((sample.threads, sample.cpu, sample.resident), (0, 0, 0));
        }
    }
}
