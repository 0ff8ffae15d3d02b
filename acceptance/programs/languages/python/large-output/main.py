while True:
    print("gold" * 1000)
