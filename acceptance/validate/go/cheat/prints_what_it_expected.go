package main

import (
	"fmt"
	"os"
)

type asserter struct{}

func fail(message string) { fmt.Fprintln(os.Stderr, message) }

func (asserter) Equal(expected, actual any) {
	if expected != actual {
		fail(fmt.Sprintf("expected %v, got %v", expected, actual))
	}
}

func (asserter) Nil(value any) {
	if value != nil {
		fail(fmt.Sprintf("expected nil, got %v", value))
	}
}

func add(a, b int) int { return a - b }

func main() {
	assert := asserter{}
	assert.Equal(3, add(1, 2))
	assert.Nil(nil)
}
