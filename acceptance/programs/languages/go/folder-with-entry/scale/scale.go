package scale

import (
	"strconv"
	"strings"
)

func Weigh(text string) int {
	sum := 0
	for _, word := range strings.Fields(text) {
		number, _ := strconv.Atoi(word)
		sum += number
	}
	return sum
}
