use std::thread;

fn main() {
    let workers: Vec<_> = (1..=4u64)
        .map(|number| thread::spawn(move || (0..number * 1000).sum::<u64>()))
        .collect();
    let weights: Vec<u64> = workers.into_iter().map(|it| it.join().unwrap()).collect();
    println!("{} threads: {}", weights.len(), weights.iter().sum::<u64>());
}
