//! Where a process stands: everything beside its words, its environment and its working directory that a run
//! may depend on. A resident engine serves only callers who stand where it does.

use crate::sys::{self, check, cstring, failure, Try};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::os::unix::io::{AsRawFd, OwnedFd};
use std::path::PathBuf;

/// Its name in a standing's folder.
pub const SOCKET: &str = "socket";

const NAMESPACES: [&str; 7] = ["cgroup", "ipc", "mnt", "net", "pid", "user", "uts"];
/// Of `/proc/self/status`.
const RIGHTS: [&str; 12] = [
    "Uid",
    "Gid",
    "Groups",
    "Umask",
    "CapInh",
    "CapPrm",
    "CapEff",
    "CapBnd",
    "CapAmb",
    "NoNewPrivs",
    "Seccomp",
    "Cpus_allowed",
];

/// This process's standing, as a name.
pub fn name() -> Try<String> {
    let mut all = Vec::new();
    for namespace in NAMESPACES {
        // A kernel without one of them has the same answer for everybody.
        let link = fs::read_link(format!("/proc/self/ns/{namespace}")).unwrap_or_default();
        all.extend(link.as_os_str().as_bytes());
    }
    let root = fs::metadata("/").or_else(|e| told("look at /", &e))?;
    all.extend(format!(" {} {} ", root.dev(), root.ino()).into_bytes());
    all.extend(read("/proc/self/cgroup")?);
    all.extend(read("/proc/self/limits")?);
    // SAFETY: plain integers.
    let priority = unsafe { libc::getpriority(libc::PRIO_PROCESS, 0) };
    all.extend(priority.to_le_bytes());
    let status = read("/proc/self/status")?;
    for line in status.split(|byte| *byte == b'\n') {
        let key = line.split(|byte| *byte == b':').next().unwrap_or_default();
        if RIGHTS.iter().any(|right| right.as_bytes() == key) {
            all.extend(line);
        }
    }
    // FNV-1a: it keeps honest standings apart, all of them the same user's.
    let hash = all.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Ok(format!("{hash:016x}"))
}

/// The folder of this standing below a build's `engines`, opened; refused where somebody else could have
/// put something into it.
pub fn folder(engines: &OsStr) -> Try<OwnedFd> {
    let path = PathBuf::from(engines).join(name()?);
    let text = cstring(path.as_os_str().as_bytes(), "the engine's folder")?;
    let flags = libc::O_RDONLY | libc::O_DIRECTORY | libc::O_NOFOLLOW;
    let folder = sys::open(&text, flags, 0)?;
    // SAFETY: an all-zero stat is valid, and is filled.
    let is = unsafe {
        let mut is: libc::stat = std::mem::zeroed();
        let result = libc::fstat(folder.as_raw_fd(), &mut is);
        check(result.into(), || "look at the engine's folder")?;
        is
    };
    // SAFETY: no arguments.
    if is.st_uid != unsafe { libc::geteuid() } || is.st_mode & 0o077 != 0 {
        return failure(
            format!("{} is not this user's alone", path.display()),
            libc::EPERM,
        );
    }
    Ok(folder)
}

fn read(path: &str) -> Try<Vec<u8>> {
    fs::read(path).or_else(|e| told(path, &e))
}

pub fn told<T>(step: &str, cause: &std::io::Error) -> Try<T> {
    failure(step, cause.raw_os_error().unwrap_or(libc::EIO))
}
