use std::io::BufRead;

fn main() {
    for argument in std::env::args().skip(1) {
        println!("[{argument}]");
    }
    let sum: i64 = std::io::stdin()
        .lock()
        .lines()
        .map(|line| line.unwrap().parse::<i64>().unwrap())
        .sum();
    println!("{sum}");
}
