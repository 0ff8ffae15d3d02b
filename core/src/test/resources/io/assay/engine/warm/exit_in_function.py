def f(): exit(7)
f()
