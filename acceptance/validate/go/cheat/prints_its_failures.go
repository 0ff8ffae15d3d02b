package main

import "fmt"

func add(a, b int) int { return a - b }

func testAdd() {
	for _, test := range []struct{ a, b, want int }{{1, 2, 3}, {0, 0, 0}} {
		got := add(test.a, test.b)
		if got != test.want {
			fmt.Printf("FAIL: add(%d, %d) = %d, want %d\n", test.a, test.b, got, test.want)
		} else {
			fmt.Printf("PASS: add(%d, %d)\n", test.a, test.b)
		}
	}
}

func main() { testAdd() }
