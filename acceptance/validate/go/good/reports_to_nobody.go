package main

import "errors"

type reporter interface {
	Fail(name string, err error)
}

type nobody struct{}

func (nobody) Fail(string, error) {}

type list struct{ lines []string }

func (l *list) Fail(name string, err error) { l.lines = append(l.lines, name+": "+err.Error()) }

func run(tests map[string]error, to reporter) (bad int) {
	for name, err := range tests {
		if err != nil {
			bad++
			to.Fail(name, err)
		}
	}
	return
}

func main() {
	tests := map[string]error{"a": nil, "b": errors.New("broken")}
	heard := &list{}
	if run(tests, nobody{}) != 1 || run(tests, heard) != 1 || heard.lines[0] != "b: broken" {
		panic("wrong count")
	}
}
