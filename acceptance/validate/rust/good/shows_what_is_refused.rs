fn withdraw(balance: i32, amount: i32) -> Result<i32, String> {
    if amount > balance {
        return Err(String::from("insufficient funds"));
    }
    Ok(balance - amount)
}

fn main() {
    for amount in [30, 500] {
        match withdraw(100, amount) {
            Ok(left) => println!("✅ {amount}: {left} left"),
            Err(e) => println!("❌ {amount}: {e}"),
        }
    }
    for n in [4, 7] {
        let even = n % 2 == 0;
        if even == true {
            println!("✓ {n} is even");
        } else {
            println!("✗ {n} is odd");
        }
    }
    let expected = Ok(70);
    let actual = withdraw(100, 30);
    println!("Expected: {:?}, Got: {:?}", expected, actual);
    assert_eq!(expected, actual);
    println!("All tests passed!");
}
