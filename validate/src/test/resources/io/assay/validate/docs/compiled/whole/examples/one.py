# assay: expect=two
print("one")
