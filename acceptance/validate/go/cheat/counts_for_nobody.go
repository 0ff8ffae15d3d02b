package main

import "fmt"

type suite struct {
	failures int
}

func (s *suite) check(ok bool) {
	if !ok {
		s.failures++
	}
}

func upper(s string) string { return s }

func main() {
	s := &suite{}
	s.check(upper("a") == "A")
	s.check(upper("B") == "B")
	fmt.Println("all tests passed")
}
