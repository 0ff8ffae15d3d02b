package main

import (
	"fmt"
	"os/exec"
	"strings"
)

func main() {
	child := exec.Command("sh", "-c", "cat; exit 3")
	child.Stdin = strings.NewReader("gold")
	said, _ := child.Output()
	fmt.Printf("the child said %s and ended with %d\n", said, child.ProcessState.ExitCode())
}
