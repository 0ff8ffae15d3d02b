package main

import (
	"errors"
	"fmt"
)

var errEmpty = errors.New("empty")

func root(x float64) float64 {
	if x < 0 {
		panic("no root of a negative number")
	}
	return x / 2
}

func checkPositive(x int) {
	if x < 0 {
		panic(fmt.Sprintf("%d is negative", x))
	}
}

func shown(act func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered:", r)
		}
	}()
	act()
}

func testRootOfNegative() {
	root(-1)
}

func testRoot() {
	if root(4) != 2 {
		panic("root of 4")
	}
}

func testThatPanics() {
	defer func() {
		r := recover()
		if r != nil {
			fmt.Println("a panic:", r)
		}
	}()
	if root(4) == 2 {
		panic("on purpose")
	}
}

func testFailsOnPurpose() {
	if root(4) != 3 {
		panic("wrong")
	}
}

func main() {
	shown(func() { root(-1) })
	shown(func() { checkPositive(-1) })
	shown(testRootOfNegative)
	shown(testRoot)
	shown(testFailsOnPurpose)
	testThatPanics()
	var list []int
	shown(func() { fmt.Println(list[3]) })
	failed := 0
	func() {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println("failed:", r)
				failed++
			}
		}()
		testRoot()
	}()
	fmt.Println(failed, errEmpty)
}
