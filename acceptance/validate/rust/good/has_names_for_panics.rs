use std::panic;

fn root(x: f64) -> f64 {
    assert!(x >= 0.0, "no root of {x}");
    x.sqrt()
}

fn test_root() {
    assert_eq!(root(4.0), 2.0);
}

fn test_wrong() {
    assert_eq!(root(4.0), 3.0);
}

fn demo() {
    let r = panic::catch_unwind(|| root(-1.0));
    println!("{:?}", r.is_err());
    let shown = panic::catch_unwind(|| root(-2.0));
    match shown {
        Ok(x) => println!("{x}"),
        Err(_) => println!("a panic"),
    }
}

fn main() {
    demo();
    let r = panic::catch_unwind(test_root);
    println!("{}", r.is_ok());
    let r = panic::catch_unwind(test_wrong);
    assert!(r.is_err());
    let refused = panic::catch_unwind(|| root(-3.0));
    if refused.is_err() {
        println!("there is none");
    }
    let held = panic::catch_unwind(test_root);
    let mut failed = 0;
    match held {
        Ok(()) => println!("it holds"),
        Err(_) => failed += 1,
    }
    let all = vec![panic::catch_unwind(test_root)];
    println!("{}", all.len());
    let ended = panic::catch_unwind(test_wrong);
    println!("wrong is refused, as it should be: {}", ended.is_err());
    let expected = panic::catch_unwind(test_wrong);
    if expected.is_ok() {
        std::process::exit(1);
    }
    let described = panic::catch_unwind(test_wrong);
    let text = format!("{described:?}");
    assert!(text.starts_with("Err"));
    let given = panic::catch_unwind(test_root).is_ok();
    tell(given);
    std::process::exit(failed);
}

fn tell(well: bool) {
    println!("{well}");
}
