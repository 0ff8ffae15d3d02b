/// The resident engine: what it does is what is done without it.
@NullMarked
package io.assay.acceptance.engine;

import org.jspecify.annotations.NullMarked;
