pub fn weigh(text: &str) -> u32 {
    text.split_whitespace()
        .map(|word| word.parse::<u32>().unwrap())
        .sum()
}
