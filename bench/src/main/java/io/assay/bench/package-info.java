/// Measures what sandboxes cost beside the bare tools, and prints it as a table. Not part of the
/// product.
@NullMarked
package io.assay.bench;

import org.jspecify.annotations.NullMarked;
