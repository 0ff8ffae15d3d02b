fn add(a: i32, b: i32) -> i32 {
    a - b
}

macro_rules! check {
    ($left:expr, $right:expr) => {
        if $left != $right {
            eprintln!("Check failed: {} is {}, not {}", stringify!($left), $left, $right);
        }
    };
}

fn main() {
    check!(add(1, 2), 3);
    check!(add(0, 0), 0);
}
