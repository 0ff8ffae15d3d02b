ANSWERS = [("2 + 2", "4", "4"), ("capital of France", "Lyon", "Paris")]


def check(question, given, expected):
    if given == expected:
        print(f"{question}: correct")
    else:
        print(f"{question}: expected {expected} got {given}")


for question, given, expected in ANSWERS:
    check(question, given, expected)


def tokens(text):
    return text.split()


def expect(token, kind, number):
    if token != kind:
        print(f"token {number}: expected {kind} got {token}")
    return token == kind


for number, token in enumerate(tokens("( 1 )")):
    expect(token, "()"[number // 2], number)
