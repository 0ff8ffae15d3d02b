package main

import "fmt"

func weigh(gold map[string]int) {
	gold["nugget"] = 1 // error: panic: assignment to entry in nil map
}

func main() {
	fmt.Println("before")
	weigh(nil)
}
