package main

import (
	"fmt"
	"os"
)

func main() {
	data, err := os.ReadFile("data.txt")
	fmt.Print(string(data), double(2), err, "\n")
}
