import sys

sys.stdout.buffer.write(bytes([0, 0xFF, 0x80, 13, 10, 0xC3, 0x28]))
sys.stderr.buffer.write(bytes([0xFE, 0]))
