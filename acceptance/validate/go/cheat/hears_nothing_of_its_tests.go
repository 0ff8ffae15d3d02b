package main

import "fmt"

func checkEqual(want, got int) {
	if want != got {
		panic("they differ")
	}
}

func add(a, b int) int { return a - b }

func run(test func()) {
	defer func() { recover() }()
	test()
}

func main() {
	run(func() { checkEqual(3, add(1, 2)) })
	fmt.Println("all tests passed")
}
