/// The promise that nothing grows, however long it runs.
@NullMarked
package io.assay.acceptance.soak;

import org.jspecify.annotations.NullMarked;
