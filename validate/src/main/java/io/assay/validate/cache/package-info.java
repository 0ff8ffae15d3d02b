/// Verdicts that are known already.
@NullMarked
package io.assay.validate.cache;

import org.jspecify.annotations.NullMarked;
