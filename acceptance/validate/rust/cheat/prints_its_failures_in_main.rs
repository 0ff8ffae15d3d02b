fn add(a: i32, b: i32) -> i32 {
    a - b
}

fn main() {
    for (a, b, want) in [(1, 2, 3), (0, 0, 0)] {
        let got = add(a, b);
        if got == want {
            println!("✓ add({a}, {b})");
        } else {
            println!("✗ add({a}, {b}) is {got}, expected {want}");
        }
    }
}
