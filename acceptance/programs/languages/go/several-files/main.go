package main

import "fmt"

func main() {
	fmt.Println("the library weighs", weigh())
}
