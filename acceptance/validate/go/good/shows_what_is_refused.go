package main

import (
	"errors"
	"fmt"
	"os"
)

func withdraw(balance, amount int) (int, error) {
	if amount > balance {
		return balance, errors.New("insufficient funds")
	}
	return balance - amount, nil
}

func check(name string, got, want int) {
	status := "PASS"
	if got != want {
		status = "FAIL"
	}
	fmt.Printf("Expected: %d, Got: %d [%s] %s\n", want, got, status, name)
	if got != want {
		os.Exit(1)
	}
}

func main() {
	for _, amount := range []int{30, 500} {
		if left, err := withdraw(100, amount); err != nil {
			fmt.Printf("❌ withdraw %d: %v\n", amount, err)
		} else {
			fmt.Printf("✅ withdraw %d: %d left\n", amount, left)
		}
	}
	left, _ := withdraw(100, 30)
	check("a withdrawal", left, 70)
}
