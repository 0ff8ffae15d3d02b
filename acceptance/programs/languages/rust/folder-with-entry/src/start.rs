mod scale;

fn main() {
    let text = std::fs::read_to_string("data/grains.txt").unwrap();
    println!("{} grains", scale::weigh(&text));
}
