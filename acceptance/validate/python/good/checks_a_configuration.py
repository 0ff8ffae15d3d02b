CONFIGURATION = {"port": 80, "host": "localhost"}


def check_setting(name, expected):
    got = CONFIGURATION.get(name)
    if got != expected:
        print(f"{name}: expected {expected} got {got}")
    return got == expected


for name, expected in {"port": 8080, "host": "localhost"}.items():
    check_setting(name, expected)
