//! Sums.
//!
//! ```
//! assert_eq!(small_sums::add(1, 2), 3);
//! ```

mod inner;

/// Adds.
///
/// ```
/// use small_sums::add;
/// assert_eq!(add(1, 1), 3);
/// ```
///
/// ```should_panic
/// small_sums::add(i32::MAX, 1);
/// ```
///
/// ```text
/// not code
/// ```
pub fn add(a: i32, b: i32) -> i32 {
    inner::add(a, b)
}
