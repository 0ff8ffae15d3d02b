use std::thread;

fn add(a: i32, b: i32) -> i32 {
    a - b
}

fn test_add() {
    assert_eq!(add(1, 2), 3);
}

fn main() {
    let r = thread::spawn(test_add).join();
    match r {
        Ok(_) => println!("one"),
        Err(_) => println!("two"),
    }
}
