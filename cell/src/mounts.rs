//! The sandbox's file system, built in a tmpfs that becomes its root.

use crate::enter;
use crate::plan::Mount;
use crate::sys::{self, check, errno, failure, lossy, owned, Try};
use std::ffi::CStr;
use std::os::unix::io::{AsRawFd, OwnedFd, RawFd};

const MOUNT_ATTR_RDONLY: u64 = 1;
const MOUNT_ATTR_NOSUID: u64 = 2;
const MOUNT_ATTR_NODEV: u64 = 4;
const MOUNT_ATTR_IDMAP: u64 = 0x10_0000;
const OPEN_TREE_CLONE: u32 = 1;
const MOVE_MOUNT_F_EMPTY_PATH: u32 = 4;

#[repr(C)]
struct MountAttr {
    attr_set: u64,
    attr_clr: u64,
    propagation: u64,
    userns_fd: u64,
}

/// Clones the host's trees that will be bound. This is done while we still have the host's user id,
/// which may pass through folders (a home of mode 0700) that the sandbox's ids may not.
/// `mapped` are those of `map`.
pub fn gather(mounts: &[Mount], mapped: Vec<OwnedFd>) -> Try<Vec<OwnedFd>> {
    let mut mapped = mapped.into_iter();
    let mut trees = Vec::new();
    for mount in mounts {
        match mount {
            Mount::Bind(source, _, attributes) => {
                let tree = clone_tree(source)?;
                restrict(tree.as_raw_fd(), c_empty(), *attributes)
                    .or_else(|_| failure(format!("make {} read-only", lossy(source)), errno()))?;
                trees.push(tree);
            }
            Mount::Mapped(source, ..) => match mapped.next() {
                Some(tree) => trees.push(tree),
                None => {
                    let step = format!("map {} within another sandbox", lossy(source));
                    return failure(step, libc::EINVAL);
                }
            },
            _ => {}
        }
    }
    Ok(trees)
}

/// Clones the host's trees whose ids are mapped. Only the host's root may do that, in the host's own namespaces.
pub fn map(mounts: &[Mount]) -> Try<Vec<OwnedFd>> {
    let mut trees = Vec::new();
    for mount in mounts {
        if let Mount::Mapped(source, _, attributes, uid_map, gid_map) = mount {
            let tree = clone_tree(source)?;
            let ids = enter::id_map(uid_map, gid_map)?;
            set(
                tree.as_raw_fd(),
                c_empty(),
                *attributes | MOUNT_ATTR_IDMAP,
                ids.as_raw_fd(),
            )
            .or_else(|errno| failure(format!("map the ids of {}", lossy(source)), errno))?;
            trees.push(tree);
        }
    }
    Ok(trees)
}

/// Makes the root and everything in it, and goes there. `trees` are those of `gather`.
pub fn build(mounts: &[Mount], trees: Vec<OwnedFd>) -> Try<()> {
    mount(
        b"tmpfs\0",
        b"/dev\0",
        libc::MS_NOSUID | libc::MS_NODEV,
        b"mode=755,size=4m,nr_inodes=4096\0",
    )
    .or_else(|errno| failure("mount the root tmpfs", errno))?;
    chdir(b"/dev\0")?;
    let mut trees = trees.into_iter();
    for step in mounts {
        match step {
            Mount::Bind(_, path, _) | Mount::Mapped(_, path, ..) => match trees.next() {
                Some(tree) => attach(&tree, path)?,
                None => return failure("a bind without its tree", libc::EBADMSG),
            },
            other => apply(other)?,
        }
    }
    // The old root ends up stacked on the new one and is detached there: pivot_root(2), "pivot_root(".", ".")".
    // SAFETY: both paths are NUL-terminated.
    let pivoted = unsafe { libc::syscall(libc::SYS_pivot_root, b".\0".as_ptr(), b".\0".as_ptr()) };
    check(pivoted, || "pivot_root")?;
    // SAFETY: the path is NUL-terminated.
    let detached = unsafe { libc::umount2(b".\0".as_ptr().cast(), libc::MNT_DETACH) };
    check(detached.into(), || "detach the host's root")?;
    chdir(b"/\0")?;
    restrict(
        libc::AT_FDCWD,
        c(b"/\0"),
        MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV,
    )
    .or_else(|errno| failure("make the root read-only", errno))
}

fn apply(step: &Mount) -> Try<()> {
    match step {
        Mount::Directory(path, mode) => {
            // SAFETY: `path` is NUL-terminated.
            let made = unsafe { libc::mkdir(path.as_ptr(), *mode) };
            check(made.into(), || format!("mkdir {}", lossy(path)))?;
        }
        Mount::File(path, mode, content) => {
            let flags = libc::O_CREAT | libc::O_EXCL | libc::O_WRONLY;
            let file = sys::open(path, flags, *mode)?;
            let written = sys::write(file.as_raw_fd(), content);
            check(written, || format!("write {}", lossy(path)))?;
        }
        Mount::Link(path, target) => {
            // SAFETY: both are NUL-terminated.
            let made = unsafe { libc::symlink(target.as_ptr(), path.as_ptr()) };
            check(made.into(), || format!("symlink {}", lossy(path)))?;
        }
        Mount::Owner(path, id) => {
            // SAFETY: `path` is NUL-terminated.
            let changed = unsafe { libc::lchown(path.as_ptr(), *id, *id) };
            check(changed.into(), || format!("chown {}", lossy(path)))?;
        }
        Mount::Again(source, path) => attach(&clone_tree(source)?, path)?,
        Mount::New(kind, path, flags, options) => {
            mount(
                kind.to_bytes_with_nul(),
                path.to_bytes_with_nul(),
                *flags,
                options.to_bytes_with_nul(),
            )
            .or_else(|errno| failure(format!("mount {} on {}", lossy(kind), lossy(path)), errno))?;
        }
        Mount::Mask(path) => mask(path)?,
        Mount::Restrict(path, attributes) => {
            let tree = match clone_tree(path) {
                Ok(tree) => tree,
                Err(failed) if failed.errno == libc::ENOENT => return Ok(()),
                Err(failed) => return Err(failed),
            };
            restrict(tree.as_raw_fd(), c_empty(), *attributes)
                .or_else(|errno| failure(format!("restrict {}", lossy(path)), errno))?;
            attach(&tree, path)?;
        }
        Mount::Write(path, content) => match sys::write_file(path.to_bytes(), content) {
            Err(failed) if failed.errno != libc::ENOENT => return Err(failed),
            _ => {}
        },
        Mount::Bind(..) | Mount::Mapped(..) => {
            return failure("a bind out of place", libc::EBADMSG)
        }
    }
    Ok(())
}

/// Puts an empty read-only folder over a folder, the null device over anything else.
fn mask(path: &CStr) -> Try<()> {
    // SAFETY: an all-zero stat is valid, and is written before it is read.
    let mut stat: libc::stat = unsafe { std::mem::zeroed() };
    // SAFETY: `path` is NUL-terminated, `stat` is valid.
    if unsafe { libc::lstat(path.as_ptr(), &mut stat) } != 0 {
        return if errno() == libc::ENOENT {
            Ok(())
        } else {
            failure(format!("look at {}", lossy(path)), errno())
        };
    }
    match stat.st_mode & libc::S_IFMT {
        libc::S_IFLNK => Ok(()),
        libc::S_IFDIR => {
            let flags = libc::MS_RDONLY | libc::MS_NOSUID | libc::MS_NODEV | libc::MS_NOEXEC;
            mount(
                b"tmpfs\0",
                path.to_bytes_with_nul(),
                flags,
                b"size=4k,nr_inodes=2,mode=555\0",
            )
            .or_else(|errno| failure(format!("mask {}", lossy(path)), errno))
        }
        _ => attach(&clone_tree(c(b"dev/null\0"))?, path),
    }
}

fn clone_tree(source: &CStr) -> Try<OwnedFd> {
    let flags = OPEN_TREE_CLONE | libc::O_CLOEXEC as u32 | libc::AT_RECURSIVE as u32;
    // SAFETY: `source` is NUL-terminated.
    let fd = unsafe { libc::syscall(libc::SYS_open_tree, libc::AT_FDCWD, source.as_ptr(), flags) };
    Ok(owned(check(fd, || format!("bind {}", lossy(source)))?))
}

fn attach(tree: &OwnedFd, path: &CStr) -> Try<()> {
    // SAFETY: both paths are NUL-terminated.
    let moved = unsafe {
        libc::syscall(
            libc::SYS_move_mount,
            tree.as_raw_fd(),
            b"\0".as_ptr(),
            libc::AT_FDCWD,
            path.as_ptr(),
            MOVE_MOUNT_F_EMPTY_PATH,
        )
    };
    check(moved, || format!("bind to {}", lossy(path)))?;
    Ok(())
}

/// Sets attributes on a mount and, unless it is the root, on all below it.
fn restrict(fd: RawFd, path: &CStr, attributes: u64) -> Result<(), i32> {
    set(fd, path, attributes, 0)
}

/// `ids` is the user namespace whose map holds, where `MOUNT_ATTR_IDMAP` is among the attributes.
fn set(fd: RawFd, path: &CStr, attributes: u64, ids: RawFd) -> Result<(), i32> {
    let wanted = MountAttr {
        attr_set: attributes,
        attr_clr: 0,
        propagation: 0,
        userns_fd: ids as u64,
    };
    let flags = if path.to_bytes().is_empty() {
        libc::AT_EMPTY_PATH | libc::AT_RECURSIVE
    } else {
        0
    };
    // SAFETY: `path` is NUL-terminated and `wanted` is as long as said.
    let set = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            fd,
            path.as_ptr(),
            flags,
            &wanted,
            std::mem::size_of::<MountAttr>(),
        )
    };
    if set < 0 {
        Err(errno())
    } else {
        Ok(())
    }
}

fn mount(kind: &[u8], path: &[u8], flags: u64, options: &[u8]) -> Result<(), i32> {
    // SAFETY: every caller passes NUL-terminated bytes.
    let mounted = unsafe {
        libc::mount(
            kind.as_ptr().cast(),
            path.as_ptr().cast(),
            kind.as_ptr().cast(),
            flags,
            options.as_ptr().cast(),
        )
    };
    if mounted < 0 {
        Err(errno())
    } else {
        Ok(())
    }
}

/// Makes every mount private: nothing we do propagates to the host, nor from it.
pub fn detach_from_host() -> Try<()> {
    // SAFETY: the paths are NUL-terminated; type and data are not used.
    let result = unsafe {
        libc::mount(
            std::ptr::null(),
            b"/\0".as_ptr().cast(),
            std::ptr::null(),
            libc::MS_REC | libc::MS_PRIVATE,
            std::ptr::null(),
        )
    };
    check(result.into(), || "make mounts private")?;
    Ok(())
}

fn chdir(path: &[u8]) -> Try<()> {
    // SAFETY: every caller passes NUL-terminated bytes.
    let gone = unsafe { libc::chdir(path.as_ptr().cast()) };
    check(gone.into(), || "chdir")?;
    Ok(())
}

fn c(bytes: &'static [u8]) -> &'static CStr {
    CStr::from_bytes_with_nul(bytes).unwrap_or_default()
}

fn c_empty() -> &'static CStr {
    c(b"\0")
}
