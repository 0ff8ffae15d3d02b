use std::panic;

fn add(a: i32, b: i32) -> i32 {
    a - b
}

fn test_add() {
    assert_eq!(add(1, 2), 3);
}

fn main() {
    let result = panic::catch_unwind(|| {
        test_add();
    });
    if let Err(e) = result {
        eprintln!("something went wrong: {e:?}");
    }
    let ended = std::panic::catch_unwind(|| test_add()).is_ok();
    if ended {
        println!("well");
    } else {
        println!("not well");
    }
    println!("done");
}
