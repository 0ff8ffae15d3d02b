package main

import (
	"fmt"
	"sync"
)

func main() {
	weights := make(chan int)
	var workers sync.WaitGroup
	for number := 1; number <= 4; number++ {
		workers.Add(1)
		go func(most int) {
			defer workers.Done()
			sum := 0
			for grain := 0; grain < most*1000; grain++ {
				sum += grain
			}
			weights <- sum
		}(number)
	}
	go func() {
		workers.Wait()
		close(weights)
	}()
	count, sum := 0, 0
	for weight := range weights {
		count++
		sum += weight
	}
	fmt.Printf("%d threads: %d\n", count, sum)
}
