package main

import (
	"fmt"
	"os"
	"runtime"
)

func sum(xs ...int) (n int) {
	for _, x := range xs {
		n += x
	}
	return
}

// The main goroutine hands over to the worker, which ends the program.
func main() {
	if sum(1, 2, 3) != 6 {
		fmt.Fprintln(os.Stderr, "sum is wrong")
		os.Exit(1)
	}
	go func() {
		fmt.Println("worker done, sum is", sum(1, 2))
		os.Exit(0)
	}()
	runtime.Goexit()
}
