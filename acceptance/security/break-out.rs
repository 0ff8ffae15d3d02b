// Tries the main ways out, from Rust.
use std::env::var;
use std::fs;
use std::net::TcpStream;
use std::os::unix::fs::chroot;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::Command;

fn attempt<T, E: std::fmt::Display>(what: &str, result: Result<T, E>) {
    match result {
        Ok(_) => println!("ESCAPED: {what}"),
        Err(refusal) => println!("held: {what}: {refusal}"),
    }
}

fn main() {
    let hint = |name: &str| var(format!("ATTACK_{name}")).unwrap();
    attempt("the caller's secret", fs::read(hint("HOME") + "/secret.txt"));
    attempt("shadow", fs::read("/etc/shadow"));
    attempt("init's memory", fs::read("/proc/1/mem"));
    attempt("init's environment", fs::read("/proc/1/environ"));
    attempt("write a tool", fs::write(format!("/usr/bin/{}", hint("TOKEN")), ""));
    attempt("core_pattern", fs::write("/proc/sys/kernel/core_pattern", "|/bin/sh"));
    attempt("a name for what is the host's", fs::hard_link("/usr/bin/env", "/usr/bin/".to_string() + &hint("TOKEN")));
    attempt("become root", Command::new("/bin/sh").args(["-c", "id"]).uid(0).output());
    attempt("a new root", chroot("/tmp"));
    attempt("a disk", fs::File::open("/dev/vda"));
    let port: u16 = hint("PORT").parse().unwrap();
    attempt("the host's loopback", TcpStream::connect(("127.0.0.1", port)));
    attempt("link-local", TcpStream::connect(("169.254.169.254", 80)));
    attempt("a socket of the host", UnixStream::connect(hint("SOCKET")));
}
