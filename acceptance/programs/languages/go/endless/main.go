package main

import (
	"fmt"
	"time"
)

func main() {
	fmt.Println("started")
	for {
		time.Sleep(100 * time.Millisecond)
	}
}
