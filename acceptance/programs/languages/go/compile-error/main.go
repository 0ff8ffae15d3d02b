package main

import "fmt"

func main() {
	fmt.Println("never printed")
	var carats int = "twenty-four" // error: *: cannot use "twenty-four"
	fmt.Println(carats)
}
