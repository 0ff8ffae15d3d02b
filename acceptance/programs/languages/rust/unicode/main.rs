use std::io::BufRead;

fn main() {
    let größe = "café 🜚 日本語";
    println!("{größe}");
    println!("{}", std::env::args().nth(1).unwrap());
    println!("{}", std::io::stdin().lock().lines().next().unwrap().unwrap());
    println!("{}", "🜚".chars().count());
}
