package main

import "fmt"

func add(a, b int) int {
	return a - b
}

func check(name string, got, want int) {
	defer func() {
		recover()
	}()
	if got != want {
		panic(fmt.Sprintf("%s: got %d, want %d", name, got, want))
	}
}

func main() {
	check("add", add(1, 2), 3)
	fmt.Println("done")
}
