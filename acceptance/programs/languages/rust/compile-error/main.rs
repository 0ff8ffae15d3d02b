fn main() {
    println!("never printed");
    let carats: u32 = "twenty-four"; // error: error[E0308]: mismatched types
    println!("{carats}");
}
