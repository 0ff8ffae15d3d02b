package main

import (
	"fmt"
	"os"
)

func parse(arguments []string) []string {
	if len(arguments) == 0 {
		fmt.Println("usage: join A B")
		os.Exit(0)
	}
	return arguments
}

func main() {
	words := parse(os.Args[1:])
	if len(words) > 2 {
		panic("too many")
	}
	fmt.Println(words)
}
