package main

import "fmt"

func main() {
	fmt.Println("started")
	var hoard [][]byte
	for {
		piece := make([]byte, 1<<20)
		for at := range piece {
			piece[at] = 1
		}
		hoard = append(hoard, piece)
	}
}
