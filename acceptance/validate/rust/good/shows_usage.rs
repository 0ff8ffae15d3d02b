fn parse(arguments: &[String]) -> Vec<i32> {
    if arguments.is_empty() {
        println!("usage: add A B");
        std::process::exit(0);
    }
    arguments.iter().map(|it| it.parse().expect("a number")).collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let numbers = parse(&arguments);
    if numbers.len() > 2 {
        panic!("too many");
    }
    println!("{}", numbers.iter().sum::<i32>());
}
