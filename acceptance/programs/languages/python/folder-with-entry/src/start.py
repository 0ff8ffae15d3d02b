from scale import weigh

with open("data/grains.txt") as grains:
    print(f"{weigh(grains.read())} grains")
