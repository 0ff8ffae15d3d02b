mod library;

fn main() {
    println!("the library weighs {}", library::weigh());
}
