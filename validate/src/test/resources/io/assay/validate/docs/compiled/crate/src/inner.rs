pub fn add(a: i32, b: i32) -> i32 {
    let _ = crate::add;
    a.checked_add(b).unwrap()
}
