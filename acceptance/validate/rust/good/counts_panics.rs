use std::panic;
use std::process::exit;

fn add(a: i32, b: i32) -> i32 {
    a + b
}

fn test_add() {
    assert_eq!(add(1, 2), 3);
}

fn test_fails_as_it_should() {
    assert_eq!(add(1, 2), 4);
}

fn main() {
    panic::set_hook(Box::new(|_| {}));
    let mut failed = 0;
    match panic::catch_unwind(test_add) {
        Ok(()) => println!("test_add"),
        Err(_) => failed += 1,
    }
    match panic::catch_unwind(test_fails_as_it_should) {
        Ok(()) => println!("it holds"),
        Err(_) => println!("refused, as it should be"),
    }
    if failed > 0 {
        exit(1);
    }
}
