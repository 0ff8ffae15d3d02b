//! The native half of Assay. It is handed complete plans and has no opinions.
//!
//! `cell host SOCKET` builds sandboxes: each connection to SOCKET opens one, which lives as long as its
//! connection. The host itself lives as long as nothing comes by its standard input. Inside each sandbox the same
//! program goes on as `init`, process 1, and serves the sandbox's own socket.
//!
//! `cell keep ENGINES COMMAND...` starts a resident engine; `cell client ENGINES LAUNCHER WORD...` has it do
//! what the words say, or starts the launcher again to do it without. `cell watch COMMAND...` stays beside a JVM.

mod cgroup;
mod client;
mod enter;
mod host;
mod init;
mod keeper;
mod mounts;
mod plan;
mod program;
mod sample;
mod standby;
mod standing;
mod sys;
mod watch;
mod wire;
mod zygote;

use std::ffi::OsString;
use std::os::unix::process::CommandExt;

fn main() {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let role = arguments.get(1).and_then(|it| it.to_str());
    match (role, arguments.get(2..).unwrap_or_default()) {
        (Some("host"), [socket, groups @ ..]) => end(host::serve(socket, groups)),
        (Some("keep"), [engines, command @ ..]) if !command.is_empty() => {
            end(keeper::start(engines, command));
        }
        (Some("watch"), command) if !command.is_empty() => std::process::exit(watch::over(command)),
        (Some("client"), [engines, launcher, words @ ..]) => match client::call(engines, words) {
            Ok(status) => std::process::exit(status),
            Err(_) => {
                // Whatever the reason: without an engine it takes longer and comes to the same.
                let failed = std::process::Command::new(launcher)
                    .args(words)
                    .env("ASSAY_ENGINE_ABSENT", "1")
                    .exec();
                eprintln!(
                    "assay: cannot start {}: {failed}",
                    launcher.to_string_lossy()
                );
                std::process::exit(125);
            }
        },
        _ => {
            eprintln!(
                "cell: the native half of assay, started by it; usage: cell host SOCKET [CGROUP...] | \
                 cell keep ENGINES COMMAND... | cell client ENGINES LAUNCHER WORD... | cell watch COMMAND..."
            );
            std::process::exit(64);
        }
    }
}

fn end(result: sys::Try<()>) {
    if let Err(failure) = result {
        eprintln!("cell: {failure}");
        std::process::exit(1);
    }
}
