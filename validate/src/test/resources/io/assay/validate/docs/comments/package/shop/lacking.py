"""
>>> 1 + 1
2
"""
import a_package_that_nobody_has
