package main

import "fmt"

func add(a, b int) int { return a - b }

func main() {
	if add(1, 2) != 3 {
		fmt.Println("FAIL: add(1, 2) is not 3")
	} else {
		fmt.Println("PASS")
	}
}
