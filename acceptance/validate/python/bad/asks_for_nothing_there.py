import numbers_that_are_nice

print(numbers_that_are_nice.double(2))
