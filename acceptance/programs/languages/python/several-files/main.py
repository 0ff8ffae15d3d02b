from library import weigh

print(f"the library weighs {weigh()}")
