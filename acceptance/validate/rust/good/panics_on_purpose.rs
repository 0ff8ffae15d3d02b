use std::panic;
use std::sync::mpsc;
use std::thread;

type Job = Box<dyn FnOnce() -> i32 + Send>;

struct Numbers(Vec<i32>);

impl Numbers {
    fn check_index(&self, index: usize) {
        if index >= self.0.len() {
            panic!("there is no {index}");
        }
    }

    fn get(&self, index: usize) -> i32 {
        self.check_index(index);
        self.0[index]
    }
}

fn sent_by_one_that_ends() -> Vec<i32> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for number in 0.. {
            if number == 3 {
                panic!("enough");
            }
            sender.send(number).unwrap();
        }
    });
    receiver.iter().collect()
}

fn done(jobs: Vec<Job>) -> i32 {
    let (sender, receiver) = mpsc::channel();
    for job in jobs {
        let sender = sender.clone();
        let _ = panic::catch_unwind(panic::AssertUnwindSafe(move || {
            sender.send(job()).unwrap();
        }));
    }
    drop(sender);
    receiver.iter().sum()
}

fn main() {
    let numbers = Numbers(vec![1, 2]);
    assert_eq!(numbers.get(1), 2);
    let _ = panic::catch_unwind(|| numbers.get(9));
    let _ = panic::catch_unwind(|| panic!("unheard"));
    assert_eq!(sent_by_one_that_ends(), vec![0, 1, 2]);
    let jobs: Vec<Job> = vec![Box::new(|| 1), Box::new(|| panic!("no")), Box::new(|| 2)];
    assert_eq!(done(jobs), 3);
}
