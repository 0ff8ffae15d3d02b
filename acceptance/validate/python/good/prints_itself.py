print(open(__file__).read())
assert __file__.endswith(".py")
