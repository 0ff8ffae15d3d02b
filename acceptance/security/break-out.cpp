// Tries the main ways out, from C++.
#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>

static void attempt(const std::string& what, long result) {
    if (result < 0) {
        std::cout << "held: " << what << ": " << std::strerror(errno) << std::endl;
    } else {
        std::cout << "ESCAPED: " << what << std::endl;
    }
}

static std::string hint(const char* name) { return std::getenv((std::string("ATTACK_") + name).c_str()); }

static int reach_loopback() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::stoi(hint("PORT")));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(socket(AF_INET, SOCK_STREAM, 0), reinterpret_cast<sockaddr*>(&address), sizeof address);
}

static int reach(const std::string& name, size_t at) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + at, name.data(), name.size());
    socklen_t length = offsetof(sockaddr_un, sun_path) + at + name.size();
    return connect(socket(AF_UNIX, SOCK_STREAM, 0), reinterpret_cast<sockaddr*>(&address), length);
}

int main() {
    attempt("the caller's secret", open((hint("HOME") + "/secret.txt").c_str(), O_RDONLY));
    attempt("shadow", open("/etc/shadow", O_RDONLY));
    attempt("init's memory", open("/proc/1/mem", O_RDWR));
    attempt("write a tool", open(("/usr/bin/" + hint("TOKEN")).c_str(), O_WRONLY | O_CREAT, 0777));
    attempt("core_pattern", open("/proc/sys/kernel/core_pattern", O_WRONLY));
    attempt("a device", mknod("/tmp/disk", S_IFBLK | 0666, makedev(8, 0)));
    attempt("mount", mount("none", "/tmp", "tmpfs", 0, nullptr));
    attempt("become root", setuid(0));
    attempt("a user namespace", unshare(CLONE_NEWUSER));
    attempt("a new root", chroot("/tmp"));
    attempt("trace init", ptrace(PTRACE_ATTACH, 1, nullptr, nullptr));
    attempt("signal a process of the host's", kill(2 << 20, SIGKILL));
    attempt("bpf", syscall(SYS_bpf, 0, nullptr, 0));
    attempt("perf", syscall(SYS_perf_event_open, nullptr, 0, -1, -1, 0));
    attempt("io_uring", syscall(SYS_io_uring_setup, 1, nullptr));
    attempt("userfaultfd", syscall(SYS_userfaultfd, 0));
    attempt("a keyring", syscall(SYS_keyctl, 0, -3, 1));
    attempt("the host's loopback", reach_loopback());
    attempt("a socket of the host", reach(hint("SOCKET"), 0));
    attempt("an abstract socket of the host", reach(hint("ABSTRACT"), 1));
}
