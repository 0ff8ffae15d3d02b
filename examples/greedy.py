"""Takes memory for ever, which a limit ends: assay run examples/greedy.py --memory 64M"""
# assay: should_fail

kept = []
while True:
    kept.append(bytearray(1_000_000))
    print(len(kept), "MB", flush=True)
