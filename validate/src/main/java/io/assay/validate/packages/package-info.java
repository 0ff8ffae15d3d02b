/// Names of packages: which provides what a program imports, and which name was meant by one that
/// is spelled nearly so.
@NullMarked
package io.assay.validate.packages;

import org.jspecify.annotations.NullMarked;
