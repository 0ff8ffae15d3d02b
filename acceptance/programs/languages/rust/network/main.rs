use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

fn main() {
    let outside: SocketAddr = "192.0.2.1:80".parse().unwrap();
    match TcpStream::connect_timeout(&outside, Duration::from_secs(5)) {
        Ok(_) => println!("outside: open"),
        Err(e) if e.kind() == ErrorKind::TimedOut => println!("outside: silent"),
        Err(_) => println!("outside: refused"),
    }

    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut client = TcpStream::connect(server.local_addr().unwrap()).unwrap();
    let (mut accepted, _) = server.accept().unwrap();
    client.write_all(b"gold").unwrap();
    let mut buffer = [0; 4];
    accepted.read_exact(&mut buffer).unwrap();
    println!("loopback: {}", String::from_utf8_lossy(&buffer));
}
