use std::panic;

fn root(x: f64) -> f64 {
    assert!(x >= 0.0, "negative");
    x.sqrt()
}

fn main() {
    panic::set_hook(Box::new(|_| {}));
    let refused = panic::catch_unwind(|| root(-1.0)).is_err();
    assert!(refused);
    assert_eq!(root(4.0), 2.0);
}
