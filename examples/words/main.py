"""Several files, one of them data: assay run examples/words"""

from counting import count

for word, times in count("poem.txt"):
    print(f"{times:3} {word}")
