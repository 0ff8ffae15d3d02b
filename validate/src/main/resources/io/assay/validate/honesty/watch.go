
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
	calls := make([]uintptr, 200)
	frames := assayWatchRuntime.CallersFrames(calls[:assayWatchRuntime.Callers(2, calls)])
	text := "frame\t\t0\t0\tExit\n"
	for {
		frame, more := frames.Next()
		if frame.Function == "runtime.gopanic" {
			kind = "failed\terror"
		}
		name := frame.Function[assayWatchStrings.LastIndex(frame.Function, ".")+1:]
		text += "frame\t" + frame.File + "\t" + assayWatchStrconv.Itoa(frame.Line) + "\t0\t" + name + "\n"
		if !more {
			break
		}
	}
	assayWatchNote(kind + "\n" + text)
	assayWatchEnd("exit")
	assayWatchOs.Exit(code)
}
