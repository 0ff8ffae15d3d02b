fn main() {
    let line = "gold".repeat(1000);
    loop {
        println!("{line}");
    }
}
