// Adds the numbers on stdin: echo 3 4 | assay run examples/sum.go
package main

import (
	"fmt"
	"io"
)

func main() {
	sum, next := 0, 0
	for {
		_, err := fmt.Scan(&next)
		if err == io.EOF {
			break
		}
		if err != nil {
			panic(err)
		}
		sum += next
	}
	fmt.Println(sum)
}
