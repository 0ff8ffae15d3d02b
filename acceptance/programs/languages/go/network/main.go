package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"time"
)

func main() {
	_, err := net.DialTimeout("tcp", "192.0.2.1:80", 5*time.Second)
	switch {
	case err == nil:
		fmt.Println("outside: open")
	case errors.Is(err, os.ErrDeadlineExceeded):
		fmt.Println("outside: silent")
	default:
		fmt.Println("outside: refused")
	}

	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		client, _ := net.Dial("tcp", server.Addr().String())
		client.Write([]byte("gold"))
	}()
	accepted, err := server.Accept()
	if err != nil {
		panic(err)
	}
	buffer := make([]byte, 4)
	accepted.Read(buffer)
	fmt.Println("loopback:", string(buffer))
}
