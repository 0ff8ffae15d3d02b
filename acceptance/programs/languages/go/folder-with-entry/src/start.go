package main

import (
	"fmt"
	"os"

	"example.test/assay/scale"
)

func main() {
	text, err := os.ReadFile("data/grains.txt")
	if err != nil {
		panic(err)
	}
	fmt.Println(scale.Weigh(string(text)), "grains")
}
