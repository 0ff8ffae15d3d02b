package main

func weigh() int {
	return 42
}
