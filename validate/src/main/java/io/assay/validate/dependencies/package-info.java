/// What programs depend on, and what public data say of that.
@NullMarked
package io.assay.validate.dependencies;

import org.jspecify.annotations.NullMarked;
