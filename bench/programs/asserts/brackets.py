from typing import List


def groups(text: str) -> List[str]:
    """Splits groups of balanced brackets that follow one another.

    >>> groups("( ) (( )) (( )( ))")
    ['()', '(())', '(()())']
    """
    found, depth, current = [], 0, []
    for character in text.replace(" ", ""):
        current.append(character)
        depth += 1 if character == "(" else -1
        if depth == 0:
            found.append("".join(current))
            current = []
    return found


def check(candidate):
    assert candidate("( ) (( )) (( )( ))") == ["()", "(())", "(()())"]
    assert candidate("") == []
    assert candidate("()" * (4711 % 50)) == ["()"] * (4711 % 50)
    assert candidate("((()))(())") == ["((()))", "(())"]


check(groups)
print(len(groups("()" * (4711 % 50))))
