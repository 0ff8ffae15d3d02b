package main

func checkName(name string) {
	if len(name) == 0 {
		panic("the name is empty")
	}
}

func valid(name string) (ok bool) {
	defer func() { recover() }()
	checkName(name)
	ok = true
	return
}

func ignoringPanics(act func()) {
	defer func() { _ = recover() }()
	act()
}

func main() {
	if !valid("x") || valid("") {
		panic("valid is wrong")
	}
	count := 0
	for _, name := range []string{"a", "", "b"} {
		ignoringPanics(func() {
			checkName(name)
			count++
		})
	}
	if count != 2 {
		panic("count is wrong")
	}
}
