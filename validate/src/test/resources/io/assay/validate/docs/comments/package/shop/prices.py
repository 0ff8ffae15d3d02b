"""Prices.

>>> total([1, 2])
3
"""

from .tax import RATE


def total(prices):
    """The sum.

    >>> total([])
    0
    >>> total([1, 2, 3])
    7

    Example::

        total([1])

    ```python
    from shop.prices import total
    print(total([20, 22]))
    ```
    """
    return sum(prices)


def taxed(price):
    r'''With tax; a "raw" one.

    >>> print('a\nb')
    a
    b
    >>> taxed(100) == 100 * RATE
    True
    '''
    return price * RATE


QUERY = """
>>> this is no docstring's, and not Python
"""
