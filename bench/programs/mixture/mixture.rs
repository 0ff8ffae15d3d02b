use std::collections::BTreeMap;

fn main() {
    let mut seed: u64 = 4711;
    let mut numbers = Vec::new();
    for _ in 0..200 {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        numbers.push(seed % 1000);
    }
    numbers.sort();
    let mut counts = BTreeMap::new();
    for number in numbers {
        *counts.entry(number % 7).or_insert(0) += 1;
    }
    for (key, count) in counts {
        println!("{}: {}", key, count);
    }
}
