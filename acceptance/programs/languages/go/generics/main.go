package main

import (
	"cmp"
	"fmt"
	"slices"
)

type scale[T cmp.Ordered] struct{ items []T }

func (s scale[T]) heaviest() T { return slices.Max(s.items) }

func convert[T, U any](items []T, by func(T) U) []U {
	var all []U
	for _, item := range items {
		all = append(all, by(item))
	}
	return all
}

func main() {
	fmt.Println(scale[int]{[]int{3, 42, 7}}.heaviest())
	fmt.Println(convert([]int{1, 2}, func(n int) string { return fmt.Sprint(n) + " g" }))
}
