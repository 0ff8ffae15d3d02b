// Tries the main ways out, from Go.
package main

import (
	"fmt"
	"net"
	"os"
	"syscall"
)

func attempt(what string, err error) {
	if err != nil {
		fmt.Println("held: "+what+":", err)
	} else {
		fmt.Println("ESCAPED: " + what)
	}
}

func read(path string) error {
	_, err := os.ReadFile(path)
	return err
}

func write(path, content string) error {
	return os.WriteFile(path, []byte(content), 0o777)
}

func dial(network, address string) error {
	connection, err := net.Dial(network, address)
	if err == nil {
		connection.Close()
	}
	return err
}

func main() {
	token := os.Getenv("ATTACK_TOKEN")
	attempt("the caller's secret", read(os.Getenv("ATTACK_HOME")+"/secret.txt"))
	attempt("shadow", read("/etc/shadow"))
	attempt("init's memory", read("/proc/1/mem"))
	attempt("init's environment", read("/proc/1/environ"))
	attempt("write a tool", write("/usr/bin/"+token, ""))
	attempt("write to /etc", write("/etc/"+token, ""))
	attempt("core_pattern", write("/proc/sys/kernel/core_pattern", "|/bin/sh"))
	attempt("mount", syscall.Mount("none", "/tmp", "tmpfs", 0, ""))
	attempt("become root", syscall.Setuid(0))
	attempt("a user namespace", syscall.Unshare(syscall.CLONE_NEWUSER))
	attempt("a new root", syscall.Chroot("/tmp"))
	attempt("trace init", syscall.PtraceAttach(1))
	attempt("a device", syscall.Mknod("/tmp/disk", syscall.S_IFBLK|0o666, 8<<8))
	attempt("the host's loopback", dial("tcp", "127.0.0.1:"+os.Getenv("ATTACK_PORT")))
	attempt("link-local", dial("tcp", "169.254.169.254:80"))
	attempt("a socket of the host", dial("unix", os.Getenv("ATTACK_SOCKET")))
	attempt("an abstract socket of the host", dial("unix", "@"+os.Getenv("ATTACK_ABSTRACT")))
}
