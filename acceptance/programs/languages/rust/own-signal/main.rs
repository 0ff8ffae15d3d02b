use std::process::Command;

fn main() {
    println!("going");
    let kill = format!("kill -9 {}", std::process::id());
    Command::new("sh").args(["-c", &kill]).status().unwrap();
    loop {
        std::thread::park();
    }
}
