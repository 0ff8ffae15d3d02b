use std::panic;
use std::thread;

fn root(x: f64) -> f64 {
    assert!(x >= 0.0, "no root of {x}");
    x.sqrt()
}

fn test_root() {
    assert_eq!(root(9.0), 3.0);
    assert!(panic::catch_unwind(|| root(-1.0)).is_err());
    let ended = thread::spawn(|| root(-2.0)).join();
    match ended {
        Ok(_) => panic!("a root of -2"),
        Err(_) => println!("refused"),
    }
}

// Goes on whatever becomes of one of its workers.
fn survive() -> i32 {
    let _ = panic::catch_unwind(|| root(-4.0));
    let _ = panic::catch_unwind(|| {
        let empty: Vec<i32> = Vec::new();
        empty[std::env::args().count() + 3]
    });
    let mut done = 0;
    for number in 0..3 {
        let worker = thread::spawn(move || {
            if number == 1 {
                panic!("worker {number} gives up");
            }
            number
        });
        done += worker.join().unwrap_or(0);
    }
    done
}

fn main() {
    test_root();
    assert_eq!(survive(), 2);
    println!("all tests passed");
}
