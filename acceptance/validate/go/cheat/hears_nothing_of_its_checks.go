package main

import (
	"fmt"
	"reflect"
)

func fail(message string) { panic("assertion failed: " + message) }

func assertEqual(want, got any) {
	if !reflect.DeepEqual(want, got) {
		fail(fmt.Sprintf("expected %v, got %v", want, got))
	}
}

func add(a, b int) int { return a - b }

func testAdd() {
	assertEqual(3, add(1, 2))
	assertEqual(5, add(2, 3))
}

func main() {
	defer func() { recover() }()
	testAdd()
}
