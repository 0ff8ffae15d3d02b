import sys
for s in sys.stdin, sys.stdout, sys.stderr:
    print(s.name, s.mode, s.encoding, s.errors, s.line_buffering, s.write_through, s.isatty(), s.newlines)
print(sys.stdin.readline(), end=''); print(input('prompt> ')); print(sys.stdin.read())
