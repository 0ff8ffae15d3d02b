package main

import "log"

func Mod(a, b int) int { return a / b }

func expect(name string, got, want int) {
	if got != want {
		log.Printf("FAIL %s: got %d, want %d", name, got, want)
		return
	}
	log.Printf("PASS %s", name)
}

func main() {
	expect("mod", Mod(10, 3), 1)
	expect("mod2", Mod(9, 3), 0)
}
