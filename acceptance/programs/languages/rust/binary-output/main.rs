use std::io::Write;

fn main() {
    std::io::stdout().write_all(&[0, 0xff, 0x80, 13, 10, 0xc3, 0x28]).unwrap();
    std::io::stderr().write_all(&[0xfe, 0]).unwrap();
}
