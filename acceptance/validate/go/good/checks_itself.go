package main

import (
	"fmt"
	"os"
	"sort"
)

func median(numbers []float64) float64 {
	sorted := append([]float64(nil), numbers...)
	sort.Float64s(sorted)
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

func expect(actual, expected float64) {
	if actual != expected {
		fmt.Fprintln(os.Stderr, "expected", expected, "got", actual)
		os.Exit(1)
	}
}

func main() {
	expect(median([]float64{3, 1, 2}), 2)
	expect(median([]float64{4, 1, 2, 3}), 2.5)
	fmt.Println("ok")
}
