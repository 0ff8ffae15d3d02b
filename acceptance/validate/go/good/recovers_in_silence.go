package main

func divided(a, b int) (result int) {
	defer func() {
		if r := recover(); r != nil {
		}
	}()
	if b < 0 {
		panic("negative")
	}
	return a / b
}

func main() {
	if divided(6, 3) != 2 {
		panic("6 / 3")
	}
	if divided(1, 0) != 0 || divided(1, -1) != 0 {
		panic("of nothing")
	}
}
