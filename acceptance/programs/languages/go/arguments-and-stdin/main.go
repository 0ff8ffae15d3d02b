package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
)

func main() {
	for _, argument := range os.Args[1:] {
		fmt.Printf("[%s]\n", argument)
	}
	sum := 0
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		number, err := strconv.Atoi(lines.Text())
		if err != nil {
			panic(err)
		}
		sum += number
	}
	fmt.Println(sum)
}
