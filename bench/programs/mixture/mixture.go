package main

import (
	"fmt"
	"sort"
)

func main() {
	seed := uint64(4711)
	numbers := []int{}
	for i := 0; i < 200; i++ {
		seed = (seed*1103515245 + 12345) % 2147483648
		numbers = append(numbers, int(seed%1000))
	}
	sort.Ints(numbers)
	counts := map[int]int{}
	for _, number := range numbers {
		counts[number%7]++
	}
	for key := 0; key < 7; key++ {
		fmt.Printf("%d: %d\n", key, counts[key])
	}
}
