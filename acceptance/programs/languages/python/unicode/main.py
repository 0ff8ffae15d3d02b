import sys

größe = "café 🜚 日本語"
print(größe)
print(sys.argv[1])
print(sys.stdin.readline().strip())
print(len("🜚"))
