fn weigh(gold: &[u32]) -> u32 {
    gold[gold.len() - 1] / gold[0] // error: panic: attempt to divide by zero
}

fn main() {
    println!("before");
    weigh(&[0, 24]);
}
