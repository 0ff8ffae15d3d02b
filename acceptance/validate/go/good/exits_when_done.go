package main

import (
	"fmt"
	"os"
)

func twice(x int) int { return 2 * x }

func check(right bool) {
	if !right {
		fmt.Println("failed")
		os.Exit(1)
	}
}

func main() {
	check(twice(2) == 4)
	check(twice(0) == 0)
	os.Exit(0)
}
