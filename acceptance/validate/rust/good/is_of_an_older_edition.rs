use std::env;

static mut COUNT: u32 = 0;

extern "C" {
    fn abs(n: i32) -> i32;
}

struct Genome {
    gen: u32,
}

fn main() {
    env::set_var("MODE", "test");
    let genome = Genome { gen: 3 };
    unsafe {
        COUNT += genome.gen;
        assert_eq!(abs(-3), 3);
    }
    assert_eq!(env::var("MODE").unwrap(), "test");
    assert_eq!(genome.gen, 3);
}
