use std::collections::BTreeMap;
use std::fmt::Display;

trait Weigh {
    fn grams(&self) -> u32;
}

struct Nugget(u32);

impl Weigh for Nugget {
    fn grams(&self) -> u32 {
        self.0
    }
}

fn heaviest<T: Weigh + ?Sized>(items: &[Box<T>]) -> u32 {
    items.iter().map(|it| it.grams()).max().unwrap_or(0)
}

fn label<T: Display>(items: impl Iterator<Item = T>) -> String {
    items.map(|it| format!("<{it}>")).collect()
}

fn main() {
    let items: Vec<Box<dyn Weigh>> = vec![Box::new(Nugget(7)), Box::new(Nugget(42))];
    println!("{}", heaviest(&items));
    let counts: BTreeMap<char, usize> = "gold".chars().map(|c| (c, 1)).collect();
    println!("{}", label(counts.keys()));
}
