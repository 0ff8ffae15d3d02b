use std::panic;

fn divide(a: i32, b: i32) -> i32 {
    assert!(b != 0, "division of {a} by zero");
    a / b
}

fn check_age(age: i32) -> i32 {
    if age < 0 {
        panic!("no age: {age}");
    }
    age
}

fn main() {
    match panic::catch_unwind(|| divide(1, 0)) {
        Ok(value) => println!("{value}"),
        Err(_) => println!("there was a panic"),
    }
    match panic::catch_unwind(|| check_age(-1)) {
        Ok(_) => println!("an age"),
        Err(_) => println!("none"),
    }
    match panic::catch_unwind(|| {
        let none: Vec<i32> = Vec::new();
        assert!(!none.is_empty(), "it is empty");
    }) {
        Ok(()) => println!("not come to"),
        Err(_) => println!("stopped"),
    }
    if panic::catch_unwind(|| panic!("at once")).is_err() {
        println!("the program goes on");
    }
    println!("{}", divide(6, 3));
}
