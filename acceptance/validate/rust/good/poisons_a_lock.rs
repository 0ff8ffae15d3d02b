use std::cell::Cell;
use std::panic;
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::thread;

struct Guard(Rc<Cell<bool>>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.set(true);
    }
}

fn main() {
    let lock = Arc::new(Mutex::new(0));
    let other = Arc::clone(&lock);
    let _ = thread::spawn(move || {
        let _guard = other.lock().unwrap();
        panic!("poison the lock");
    })
    .join();
    assert!(lock.is_poisoned());

    let dropped = Rc::new(Cell::new(false));
    let guarded = dropped.clone();
    let _ = panic::catch_unwind(panic::AssertUnwindSafe(|| {
        let _guard = Guard(guarded);
        let empty: Vec<i32> = Vec::new();
        assert!(!empty.is_empty(), "nothing");
    }));
    assert!(dropped.get());
}
