fn twice(x: i32) -> i32 {
    2 * x
}

fn main() {
    assert_eq!(twice(2), 4);
    assert!(twice(0) == 0, "zero");
    std::process::exit(0);
}
