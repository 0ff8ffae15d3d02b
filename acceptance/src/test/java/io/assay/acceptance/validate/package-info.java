/// The promise that verdicts are right.
@NullMarked
package io.assay.acceptance.validate;

import org.jspecify.annotations.NullMarked;
