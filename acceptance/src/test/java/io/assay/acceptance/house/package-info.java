/// The house: which room may know which, and what a name may not be.
@NullMarked
package io.assay.acceptance.house;

import org.jspecify.annotations.NullMarked;
