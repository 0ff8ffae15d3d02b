//! Makes the system calls that the filter refuses, by the numbers of the C library's headers: a second
//! opinion on the numbers in the filter's own table.

use crate::program::{errno, fork};
use libc::{EAFNOSUPPORT, ENOMEM, ENOSYS, EPERM, EPROTONOSUPPORT};

pub fn run() {
    let mut wrong = 0;
    for (name, number, expected) in REFUSED.iter().chain(ONLY_HERE) {
        // SAFETY: every argument is invalid, as a pointer, a descriptor or a length.
        let result = unsafe { libc::syscall(*number, -1, -1, -1, -1, -1, -1) };
        wrong += judge(name, result, *expected);
    }
    // SAFETY: plain integers.
    unsafe {
        let unknown = libc::syscall(470, 0);
        wrong += judge("a call of the future", unknown, ENOSYS);
        let user = libc::unshare(libc::CLONE_NEWUSER);
        wrong += judge("unshare of users", user.into(), EPERM);
        let time = libc::unshare(0x80);
        wrong += judge("unshare of time", time.into(), EPERM);
        let clone = libc::syscall(
            libc::SYS_clone,
            libc::CLONE_NEWUSER | libc::SIGCHLD,
            0,
            0,
            0,
            0,
        );
        wrong += judge("clone of users", clone, EPERM);
        let packet = libc::socket(libc::AF_PACKET, libc::SOCK_RAW, 0);
        wrong += judge("a packet socket", packet.into(), EAFNOSUPPORT);
        let vsock = libc::socket(libc::AF_VSOCK, libc::SOCK_STREAM, 0);
        wrong += judge("a vsock socket", vsock.into(), EAFNOSUPPORT);
        let audit = libc::socket(libc::AF_NETLINK, libc::SOCK_RAW, 9);
        wrong += judge("an audit socket", audit.into(), EAFNOSUPPORT);
        let inject = libc::ioctl(0, libc::TIOCSTI as _, b"x".as_ptr());
        wrong += judge("terminal injection", inject.into(), EPERM);
        let paste = libc::ioctl(0, 0x541C, b"x".as_ptr());
        wrong += judge("console injection", paste.into(), EPERM);
        let discipline = libc::ioctl(0, 0x5423, &21);
        wrong += judge("a line discipline", discipline.into(), EPERM);
        let lease = libc::fcntl(0, libc::F_SETLEASE, libc::F_RDLCK);
        wrong += judge("a lease", lease.into(), EPERM);
        let sctp = libc::socket(libc::AF_INET, libc::SOCK_STREAM, 132);
        wrong += judge("an SCTP socket", sctp.into(), EPROTONOSUPPORT);
        let executable = libc::syscall(libc::SYS_personality, 0x0040_0000);
        wrong += judge("a personality", executable, EPERM);
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_HUGETLB;
        let pages = libc::syscall(libc::SYS_mmap, 0, 4096, libc::PROT_READ, flags, -1, 0);
        wrong += judge("huge pages", pages, ENOMEM);
        let memory = libc::syscall(libc::SYS_memfd_create, b"m\0".as_ptr(), libc::MFD_HUGETLB);
        wrong += judge("a file of huge pages", memory, ENOMEM);
        let flags = libc::IPC_CREAT | libc::SHM_HUGETLB;
        let segment = libc::syscall(libc::SYS_shmget, 0, 4096, flags);
        wrong += judge("a segment of huge pages", segment, ENOMEM);
        if libc::syscall(libc::SYS_syncfs, -1) != 0 {
            println!("syncfs was not answered as done");
            wrong += 1;
        }
    }
    wrong += ordinary();
    std::process::exit(wrong.min(100))
}

fn judge(name: &str, result: i64, expected: i32) -> i32 {
    let got = errno();
    if result == -1 && got == expected {
        return 0;
    }
    println!("{name}: {result} with errno {got} instead of {expected}");
    1
}

/// What ordinary programs do must go on working.
fn ordinary() -> i32 {
    let mut wrong = 0;
    let mut works = |name: &str, works: bool| {
        if !works {
            println!("{name} does not work");
            wrong += 1;
        }
    };
    // glibc tries clone3 first.
    works("a thread", std::thread::spawn(|| 7).join().ok() == Some(7));
    let child = std::process::Command::new("/program")
        .args(["exit", "7"])
        .status();
    works(
        "a subprocess",
        child.ok().and_then(|it| it.code()) == Some(7),
    );
    works("a fork", {
        let pid = fork();
        if pid == 0 {
            std::process::exit(0)
        }
        let mut status = 1;
        // SAFETY: `status` is valid.
        unsafe { libc::waitpid(pid, &mut status, 0) };
        status == 0
    });
    works(
        "loopback",
        std::net::TcpListener::bind("127.0.0.1:0").is_ok(),
    );
    works(
        "a Unix socket",
        std::os::unix::net::UnixStream::pair().is_ok(),
    );
    // SAFETY: plain integers.
    unsafe {
        let route = libc::socket(libc::AF_NETLINK, libc::SOCK_RAW, libc::NETLINK_ROUTE);
        works("a route socket", route >= 0);
        let memory = libc::syscall(libc::SYS_memfd_create, b"m\0".as_ptr(), 0);
        works("memfd", memory >= 0);
        works("personality", libc::personality(0xFFFF_FFFF) == 0);
        works("no random addresses", libc::personality(0x004_0000) == 0);
        works("ptrace", libc::ptrace(libc::PTRACE_TRACEME, 0, 0, 0) == 0);
    }
    wrong
}

const REFUSED: &[(&str, i64, i32)] = &[
    ("clone3", libc::SYS_clone3, ENOSYS),
    ("io_uring_setup", libc::SYS_io_uring_setup, ENOSYS),
    ("io_uring_enter", libc::SYS_io_uring_enter, ENOSYS),
    ("io_uring_register", libc::SYS_io_uring_register, ENOSYS),
    ("add_key", libc::SYS_add_key, ENOSYS),
    ("request_key", libc::SYS_request_key, ENOSYS),
    ("keyctl", libc::SYS_keyctl, ENOSYS),
    ("userfaultfd", libc::SYS_userfaultfd, ENOSYS),
    ("lookup_dcookie", libc::SYS_lookup_dcookie, ENOSYS),
    ("nfsservctl", libc::SYS_nfsservctl, ENOSYS),
    ("statmount", 457, ENOSYS),
    ("listmount", 458, ENOSYS),
    ("mount", libc::SYS_mount, EPERM),
    ("umount2", libc::SYS_umount2, EPERM),
    ("pivot_root", libc::SYS_pivot_root, EPERM),
    ("chroot", libc::SYS_chroot, EPERM),
    ("open_tree", libc::SYS_open_tree, EPERM),
    ("move_mount", libc::SYS_move_mount, EPERM),
    ("fsopen", libc::SYS_fsopen, EPERM),
    ("fsconfig", libc::SYS_fsconfig, EPERM),
    ("fsmount", libc::SYS_fsmount, EPERM),
    ("fspick", libc::SYS_fspick, EPERM),
    ("mount_setattr", libc::SYS_mount_setattr, EPERM),
    ("setns", libc::SYS_setns, EPERM),
    ("name_to_handle_at", libc::SYS_name_to_handle_at, EPERM),
    ("open_by_handle_at", libc::SYS_open_by_handle_at, EPERM),
    ("bpf", libc::SYS_bpf, EPERM),
    ("perf_event_open", libc::SYS_perf_event_open, EPERM),
    ("syslog", libc::SYS_syslog, EPERM),
    ("fanotify_init", libc::SYS_fanotify_init, EPERM),
    ("init_module", libc::SYS_init_module, EPERM),
    ("finit_module", libc::SYS_finit_module, EPERM),
    ("delete_module", libc::SYS_delete_module, EPERM),
    ("kexec_load", libc::SYS_kexec_load, EPERM),
    ("kexec_file_load", libc::SYS_kexec_file_load, EPERM),
    ("clock_settime", libc::SYS_clock_settime, EPERM),
    ("clock_adjtime", libc::SYS_clock_adjtime, EPERM),
    ("settimeofday", libc::SYS_settimeofday, EPERM),
    ("adjtimex", libc::SYS_adjtimex, EPERM),
    ("swapon", libc::SYS_swapon, EPERM),
    ("swapoff", libc::SYS_swapoff, EPERM),
    ("reboot", libc::SYS_reboot, EPERM),
    ("acct", libc::SYS_acct, EPERM),
    ("quotactl", libc::SYS_quotactl, EPERM),
    ("quotactl_fd", libc::SYS_quotactl_fd, EPERM),
    ("vhangup", libc::SYS_vhangup, EPERM),
    ("sethostname", libc::SYS_sethostname, EPERM),
    ("setdomainname", libc::SYS_setdomainname, EPERM),
];

#[cfg(target_arch = "x86_64")]
const ONLY_HERE: &[(&str, i64, i32)] = &[
    ("uselib", libc::SYS_uselib, ENOSYS),
    ("ustat", libc::SYS_ustat, ENOSYS),
    ("sysfs", libc::SYS_sysfs, ENOSYS),
    ("modify_ldt", libc::SYS_modify_ldt, ENOSYS),
    ("iopl", libc::SYS_iopl, EPERM),
    ("ioperm", libc::SYS_ioperm, EPERM),
    ("getpid of x32", 0x4000_0000 + 39, ENOSYS),
];

#[cfg(not(target_arch = "x86_64"))]
const ONLY_HERE: &[(&str, i64, i32)] = &[];
