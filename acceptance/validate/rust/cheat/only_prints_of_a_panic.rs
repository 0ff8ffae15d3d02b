fn add(a: i32, b: i32) -> i32 {
    a - b
}

fn test_add() {
    assert_eq!(add(1, 2), 3);
}

fn main() {
    match std::panic::catch_unwind(test_add) {
        Ok(_) => println!("test_add ran"),
        Err(_) => println!("test_add ended"),
    }
}
