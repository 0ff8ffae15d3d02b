package main

import (
	"fmt"
	"os"
)

type suite struct {
	failures int
	skipped  int
}

func (s *suite) check(ok bool) {
	if !ok {
		s.failures++
	}
}

func (s *suite) status() int { return min(s.failures, 1) }

func main() {
	s := &suite{}
	s.check(len("ab") == 2)
	fmt.Println("done")
	os.Exit(s.status())
}
