/// Rules of the house that no published check knows, for Error Prone to hold while it compiles.
@NullMarked
package io.assay.checks;

import org.jspecify.annotations.NullMarked;
