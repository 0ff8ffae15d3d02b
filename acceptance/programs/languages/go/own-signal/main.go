package main

import (
	"fmt"
	"os"
	"syscall"
)

func main() {
	fmt.Println("going")
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}
