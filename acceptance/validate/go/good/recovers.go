package main

import (
	"fmt"
	"os"
)

func refuses(act func()) (refused bool) {
	defer func() { refused = recover() != nil }()
	act()
	return false
}

func main() {
	if !refuses(func() { panic("on purpose") }) {
		fmt.Println("no panic")
		os.Exit(1)
	}
	var main = 3
	fmt.Println(main)
}
