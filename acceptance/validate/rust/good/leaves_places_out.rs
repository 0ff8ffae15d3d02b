//! Places are all alike, so that trees are compared without them.

#[derive(Debug, Clone, Copy)]
struct Place(usize, usize);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[derive(Debug, PartialEq)]
enum Tree {
    Number(i64, Place),
    Sum(Box<Tree>, Box<Tree>, Place),
}

fn parse(text: &str) -> Tree {
    match text.rsplit_once('+') {
        Some((left, right)) => Tree::Sum(
            Box::new(parse(left)),
            Box::new(parse(right)),
            Place(left.len(), 1),
        ),
        None => Tree::Number(text.trim().parse().unwrap(), Place(0, text.len())),
    }
}

fn main() {
    let nowhere = Place(0, 0);
    assert_eq!(parse("7"), Tree::Number(7, nowhere));
    assert_eq!(
        parse("1 + 2"),
        Tree::Sum(
            Box::new(Tree::Number(1, Place(0, 0))),
            Box::new(Tree::Number(2, Place(4, 5))),
            Place(2, 3)
        )
    );
    assert_eq!(Place(1, 2), Place(3, 4));
    assert_ne!(parse("1"), parse("2"));
}
