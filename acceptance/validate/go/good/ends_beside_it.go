package main

import "os"

func double(number int) int {
	return 2 * number
}

func main() {
	if double(2) != 4 {
		panic("wrong")
	}
	if got := double(-1); got != -2 {
		os.Exit(1)
	}
	done := make(chan bool)
	go func() {
		<-done
		os.Exit(0)
	}()
	done <- true
	select {}
}
