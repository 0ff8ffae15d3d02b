/// The local engine: the cell beside this JVM, the wire to it, and sandboxes made with it.
@NullMarked
package io.assay.engine;

import org.jspecify.annotations.NullMarked;
