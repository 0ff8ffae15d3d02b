package main

import "log"

func add(a, b int) int { return a - b }

func TestAdd() {
	if add(1, 2) != 3 {
		panic("add(1, 2)")
	}
}

func main() {
	defer func() {
		r := recover()
		if r != nil {
			log.Printf("panic: %v", r)
		}
	}()
	TestAdd()
}
