package main

import "fmt"

func add(a, b int) int { return a - b }

func checkEqual(got, want int) {
	if got != want {
		panic(fmt.Sprintf("got %d, want %d", got, want))
	}
}

func testAdd() {
	checkEqual(add(1, 2), 3)
	checkEqual(add(2, 2), 4)
}

func run(test func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered:", r)
		}
	}()
	test()
}

func main() {
	run(testAdd)
	fmt.Println("done")
}
