package main

import (
	"bufio"
	"fmt"
	"os"
	"unicode/utf8"
)

func main() {
	größe := "café 🜚 日本語"
	fmt.Println(größe)
	fmt.Println(os.Args[1])
	line, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	fmt.Print(line)
	fmt.Println(utf8.RuneCountInString("🜚"))
}
