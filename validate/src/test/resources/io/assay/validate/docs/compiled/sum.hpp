#pragma once

/**
 * Adds.
 *
 * @code{.cpp}
 * #include "sum.hpp"
 * int main() { return add(1, -1); }
 * @endcode
 *
 * \code
 * #include "sum.hpp"
 * int three = add(1, "2");
 * \endcode
 */
inline int add(int a, int b) { return a + b; }

/// ```cpp
/// #include "sum.hpp"
/// std::cout << add(1, 2) << std::endl;
/// ```
///
/// prints
///
/// ```
/// 3
/// ```
inline int one() { return 1; }

/// @snippet{trimleft} sums.cpp two
inline int two() { return 2; }
