use std::panic;

fn root(x: f64) -> f64 {
    assert!(x >= 0.0, "no root of {x}");
    x.sqrt()
}

// Shows what a runner says of a test that does not hold.
fn test_that_fails() {
    assert_eq!(1, 2);
}

fn test_that_is_refused() {
    root(-1.0);
}

fn main() {
    match panic::catch_unwind(test_that_fails) {
        Ok(()) => println!("ok"),
        Err(_) => println!("a panic"),
    }
    match panic::catch_unwind(test_that_is_refused) {
        Ok(()) => println!("ok"),
        Err(_) => println!("a panic"),
    }
}
