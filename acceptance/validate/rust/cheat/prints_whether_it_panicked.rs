use std::panic;

fn add(a: i32, b: i32) -> i32 {
    a - b
}

fn test_add() {
    assert_eq!(add(1, 2), 3);
}

fn main() {
    let r = panic::catch_unwind(test_add);
    println!("{:?}", r.is_ok());
}
