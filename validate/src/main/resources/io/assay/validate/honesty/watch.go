
import (
	assayWatchOs "os"
	assayWatchRuntime "runtime"
	assayWatchStrconv "strconv"
	assayWatchStrings "strings"
)

var assayWatchEntered = ASSAY_ENTERED

// Story.java has the format.
func assayWatchNote(text string) {
	file, err := assayWatchOs.OpenFile("ASSAY_RECORD", assayWatchOs.O_CREATE|assayWatchOs.O_APPEND|assayWatchOs.O_WRONLY, 0o600)
	if err == nil {
		file.WriteString(text)
		file.Close()
	}
}

func assayWatchEnd(how string) {
	assayWatchNote("end\t" + how + "\n")
}

func assayWatchExit(code int) {
	kind := "exit"
	if !assayWatchEntered {
		kind = "unentered"
	}
	text, panicking, _ := assayWatchCalls("Exit")
	if panicking {
		kind = "failed\terror"
	}
	assayWatchNote(kind + "\n" + text)
	if assayWatchEntered {
		assayWatchNote(assayWatchMainStack())
	}
	assayWatchEnd("exit")
	assayWatchOs.Exit(code)
}

// What ends the main goroutine, and leaves the end of the program to another one.
func assayWatchGoexit() {
	if text, _, main := assayWatchCalls("Goexit"); main {
		assayWatchNote("exit\n" + text)
	}
	assayWatchRuntime.Goexit()
}

// What a test came to of which nothing is made.
func assayWatchIgnored(err error, note string) {
	if err != nil {
		assayWatchNote(note)
	}
}

// The calls that led to what ends the program or a goroutine, whether one of them panics, and whether they are the main
// goroutine's.
func assayWatchCalls(ending string) (text string, panicking, main bool) {
	calls := make([]uintptr, 200)
	frames := assayWatchRuntime.CallersFrames(calls[:assayWatchRuntime.Callers(3, calls)])
	text = "frame\t\t0\t0\t" + ending + "\n"
	for {
		frame, more := frames.Next()
		panicking = panicking || frame.Function == "runtime.gopanic"
		main = main || frame.Function == "main.assayWatchMain"
		name := frame.Function[assayWatchStrings.LastIndex(frame.Function, ".")+1:]
		text += "frame\t" + frame.File + "\t" + assayWatchStrconv.Itoa(frame.Line) + "\t0\t" + name + "\n"
		if !more {
			return text, panicking, main
		}
	}
}

// What a deferred function makes nothing of.
func assayWatchRecovered(value any) any {
	return assayWatchHandled("swallowed\n", value)
}

// What a deferred function prints, and makes no more of.
func assayWatchTold(value any) any {
	return assayWatchHandled("told\n", value)
}

// Tells where what was recovered from was thrown, up to the function that deferred.
func assayWatchHandled(text string, value any) any {
	if value == nil {
		return nil
	}
	calls := make([]uintptr, 200)
	frames := assayWatchRuntime.CallersFrames(calls[:assayWatchRuntime.Callers(3, calls)])
	deferring, thrown := "", false
	for {
		frame, more := frames.Next()
		name := frame.Function
		if deferring == "" {
			// PACKAGE.FUNCTION.func1 is deferred by PACKAGE.FUNCTION.
			if at := assayWatchStrings.LastIndex(name, ".func"); at > 0 {
				deferring = name[:at]
			}
		}
		if thrown {
			said := name[assayWatchStrings.LastIndex(name, ".")+1:]
			if name == "main.assayWatchMain" {
				said = "main"
			}
			text += "frame\t" + frame.File + "\t" + assayWatchStrconv.Itoa(frame.Line) + "\t0\t" + said + "\n"
		}
		thrown = thrown || name == "runtime.gopanic"
		if !more || thrown && name == deferring {
			break
		}
	}
	assayWatchNote(text)
	return value
}

// The calls of the main goroutine, where another one ends the program.
func assayWatchMainStack() string {
	stack := make([]byte, 1<<20)
	stack = stack[:assayWatchRuntime.Stack(stack, true)]
	for at, goroutine := range assayWatchStrings.Split(string(stack), "\n\n") {
		if at == 0 || !assayWatchStrings.HasPrefix(goroutine, "goroutine 1 ") {
			continue
		}
		text := "exit\n"
		lines := assayWatchStrings.Split(goroutine, "\n")[1:]
		for i := 0; i+1 < len(lines); i += 2 {
			// NAME(ARGUMENTS), and below it, after a tab, FILE:LINE +OFFSET.
			name := lines[i]
			if open := assayWatchStrings.LastIndex(name, "("); open > 0 {
				name = name[:open]
			}
			name = name[assayWatchStrings.LastIndex(name, ".")+1:]
			place, _, _ := assayWatchStrings.Cut(assayWatchStrings.TrimSpace(lines[i+1]), " ")
			colon := assayWatchStrings.LastIndex(place, ":")
			if colon > 0 {
				text += "frame\t" + place[:colon] + "\t" + place[colon+1:] + "\t0\t" + name + "\n"
			}
		}
		return text
	}
	return ""
}
