package main

import "fmt"

func quiet(act func()) {
	defer func() { recover() }()
	act()
}

func first(from, to int) (found int) {
	for i := from; i < to && found == 0; i++ {
		quiet(func() {
			if i*i < 50 {
				panic(fmt.Sprintf("%d is too small", i))
			}
			found = i
		})
	}
	return found
}

func main() {
	if got := first(1, 20); got != 8 {
		panic(fmt.Sprintf("got %d, want %d", got, 8))
	}
}
