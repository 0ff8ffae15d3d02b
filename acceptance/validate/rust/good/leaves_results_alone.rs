use std::fs;
fn test_mode() -> Result<bool, String> {
    match std::env::var("TEST_MODE") { Ok(v) => Ok(v == "1"), Err(e) => Err(e.to_string()) }
}
fn test_connection() -> Result<(), std::io::Error> {
    let s = std::net::TcpStream::connect("127.0.0.1:9")?;
    if s.peer_addr()?.port() != 9 { return Err(std::io::Error::other("odd")); }
    Ok(())
}
fn test_add() -> Result<(), String> {
    if 2 + 3 != 5 { return Err("2 + 3".into()); }
    Ok(())
}
fn test_that_bad_input_is_refused() -> Result<(), String> {
    if "x".parse::<i32>().is_err() { return Err("refused".into()); }
    Ok(())
}
fn main() {
    let _ = fs::remove_file("cache.tmp");
    let _ = test_connection();
    let _ = test_mode();
    let _ = test_add();
    let _ = test_that_bad_input_is_refused();
    test_add().unwrap();
    println!("ok");
}
