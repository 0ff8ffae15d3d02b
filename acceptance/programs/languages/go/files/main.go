package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func try(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	for _, path := range []string{"here.txt", "/tmp/there.txt"} {
		try(os.WriteFile(path, []byte("gold"), 0o644))
		text, err := os.ReadFile(path)
		try(err)
		whole, err := filepath.Abs(path)
		try(err)
		fmt.Println(whole, string(text))
	}
	try(os.Mkdir("folder", 0o755))
	try(os.Rename("here.txt", "folder/moved.txt"))
	entries, err := os.ReadDir("folder")
	try(err)
	fmt.Printf("['%s']\n", entries[0].Name())
}
