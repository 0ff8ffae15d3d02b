package main

import "fmt"

func refuse(message string) { panic(message) }

func divide(a, b int) int {
	if b == 0 {
		refuse("division by zero")
	}
	return a / b
}

// Whether a function panics, and nothing else of it.
func expectPanic(f func()) (did bool) {
	did = true
	defer func() { recover() }()
	f()
	return false
}

func main() {
	if divide(6, 3) != 2 {
		panic("divide is wrong")
	}
	if !expectPanic(func() { divide(1, 0) }) {
		panic("it divides by zero")
	}
	fmt.Println("all checks passed")
}
