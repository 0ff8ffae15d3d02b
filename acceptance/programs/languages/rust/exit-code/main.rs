fn main() {
    println!("leaving");
    std::process::exit(42);
}
