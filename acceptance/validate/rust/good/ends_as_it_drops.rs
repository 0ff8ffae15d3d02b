use std::panic;
struct Session { closed: bool }
impl Drop for Session {
    fn drop(&mut self) {
        if !self.closed { eprintln!("session was not closed"); std::process::exit(2); }
        println!("bye");
        std::process::exit(0);
    }
}
fn half(n: u32) -> u32 { assert!(n % 2 == 0, "odd"); n / 2 }
fn main() {
    let mut s = Session { closed: false };
    let r = panic::catch_unwind(|| half(3));
    assert!(r.is_err());
    assert_eq!(half(4), 2);
    s.closed = true;
}
