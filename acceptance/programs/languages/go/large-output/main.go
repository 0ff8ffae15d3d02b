package main

import (
	"fmt"
	"strings"
)

func main() {
	line := strings.Repeat("gold", 1000)
	for {
		fmt.Println(line)
	}
}
