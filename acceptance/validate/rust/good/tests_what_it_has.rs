pub struct Counter {
    count: u32,
}

impl Default for Counter {
    fn default() -> Self {
        Counter { count: 3 }
    }
}

impl Counter {
    pub fn next(&mut self) -> u32 {
        self.count += 1;
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        assert_eq!(Counter::default().next(), 4);
    }
}
