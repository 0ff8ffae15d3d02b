package main

import "fmt"

func divide(a, b int) int {
	if b == 0 {
		panic(fmt.Sprintf("%d by %d", a, b))
	}
	return a / b
}

func main() {
	defer func() { recover() }()
	fmt.Println(divide(6, 3))
	fmt.Println(divide(1, 0))
}
