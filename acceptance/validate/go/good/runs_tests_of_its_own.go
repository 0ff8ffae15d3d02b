package main

import (
	"errors"
	"fmt"
	"os"
	"sync"
)

var ErrEmpty = errors.New("empty")

func pop(xs []int) (int, []int, error) {
	if len(xs) == 0 {
		return 0, nil, ErrEmpty
	}
	return xs[len(xs)-1], xs[:len(xs)-1], nil
}
func mustPanic(f func()) (ok bool) {
	defer func() { ok = recover() != nil }()
	f()
	return false
}

type T struct{ failed int }

func (t *T) run(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			t.failed++
			fmt.Println("FAIL", name, r)
		}
	}()
	f()
	fmt.Println("ok", name)
}
func main() {
	t := &T{}
	t.run("pop", func() {
		if x, _, err := pop([]int{1, 2}); err != nil || x != 2 {
			panic("pop")
		}
	})
	t.run("empty", func() {
		if _, _, err := pop(nil); !errors.Is(err, ErrEmpty) {
			panic("empty")
		}
	})
	t.run("panic", func() {
		if !mustPanic(func() { var m map[string]int; m["a"] = 1 }) {
			panic("no panic")
		}
	})
	var wg sync.WaitGroup
	var mu sync.Mutex
	n := 0
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() { defer wg.Done(); mu.Lock(); n++; mu.Unlock() }()
	}
	wg.Wait()
	if n != 10 {
		panic(n)
	}
	if t.failed > 0 {
		os.Exit(1)
	}
	os.Exit(0)
}
