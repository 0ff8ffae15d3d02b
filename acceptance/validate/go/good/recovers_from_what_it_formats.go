package main

import (
	"errors"
	"fmt"
	"os"
)

type account struct{ balance int }

func (a *account) checkAmount(amount int) {
	if amount > a.balance {
		panic(fmt.Sprintf("%d is more than %d", amount, a.balance))
	}
}

func (a *account) withdraw(amount int) {
	defer func() { recover() }()
	a.checkAmount(amount)
	a.balance -= amount
}

func parse(text string) (number int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("no number: %v", r)
		}
	}()
	for _, c := range text {
		if c < '0' || c > '9' {
			panic(fmt.Sprintf("%q in %q", c, text))
		}
		number = 10*number + int(c-'0')
	}
	return number, nil
}

func expectPanic(act func()) error {
	err := errors.New("it does not panic")
	func() {
		defer func() {
			if recover() != nil {
				err = nil
			}
		}()
		act()
	}()
	return err
}

func main() {
	own := &account{10}
	own.withdraw(20)
	if own.balance != 10 {
		fmt.Fprintln(os.Stderr, "the balance is wrong")
		os.Exit(1)
	}
	if _, err := parse("1x"); err == nil {
		fmt.Fprintln(os.Stderr, "1x is a number")
		os.Exit(1)
	}
	if err := expectPanic(func() { own.checkAmount(11) }); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
