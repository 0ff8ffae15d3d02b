#[derive(Debug)]
struct Ignored(u64);

// Left out of comparisons.
impl PartialEq for Ignored {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

#[derive(Debug, PartialEq)]
struct Entry {
    name: String,
    seen: Ignored,
}

impl PartialEq<str> for Entry {
    fn eq(&self, other: &str) -> bool {
        self.name == other
    }
}

macro_rules! assert_same {
    ($left:expr, $right:expr) => {
        assert!($left == $right, "{:?}", $left)
    };
}

fn main() {
    let entry = |seen| Entry { name: "a".into(), seen: Ignored(seen) };
    assert_same!(entry(1), entry(2));
    assert!(entry(1) == *"a");
    if entry(1) == *"b" {
        std::process::exit(1);
    }
    std::process::exit(0);
}
