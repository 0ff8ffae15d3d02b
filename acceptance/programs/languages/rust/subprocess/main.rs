use std::io::Write;
use std::process::{Command, Stdio};

fn main() {
    let mut child = Command::new("sh")
        .args(["-c", "cat; exit 3"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"gold").unwrap();
    let output = child.wait_with_output().unwrap();
    println!(
        "the child said {} and ended with {}",
        String::from_utf8_lossy(&output.stdout),
        output.status.code().unwrap()
    );
}
