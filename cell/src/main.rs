//! The native half of Assay. It is handed complete plans and has no opinions.
//!
//! `cell host SOCKET` builds sandboxes: each connection to SOCKET opens one, which lives as long as its
//! connection. The host itself lives as long as its standard input. Inside each sandbox the same
//! program goes on as `init`, process 1, and serves the sandbox's own socket.

mod cgroup;
mod enter;
mod host;
mod init;
mod mounts;
mod plan;
mod program;
mod sample;
mod sys;
mod wire;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [_, "host", socket, groups @ ..] => {
            if let Err(failure) = host::serve(socket, groups) {
                eprintln!("cell: {failure}");
                std::process::exit(1);
            }
        }
        _ => {
            eprintln!("cell: the native half of assay, started by it; usage: cell host SOCKET [CGROUP...]");
            std::process::exit(64);
        }
    }
}
