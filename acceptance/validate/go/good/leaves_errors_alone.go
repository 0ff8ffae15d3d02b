package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

func testAdd() error {
	if 2+3 != 5 {
		return errors.New("2 + 3")
	}
	return nil
}

// testConnection probes the server; offline is fine.
func testConnection() error {
	if _, err := os.Stat("/run/server.sock"); err != nil {
		return fmt.Errorf("offline: %w", err)
	}
	return nil
}

func work(done chan<- int) {
	defer func() { done <- 1 }()
	if done != nil {
		runtime.Goexit()
	}
	panic("not reached")
}

func main() {
	_ = testConnection()
	testAdd()
	done := make(chan int)
	go work(done)
	if n := <-done; n != 1 {
		os.Exit(1)
	}
	if err := testAdd(); err != nil {
		os.Exit(1)
	}
	fmt.Println("ok")
}
