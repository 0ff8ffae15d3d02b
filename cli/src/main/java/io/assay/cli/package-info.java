/// The command line: one file per command, and the place where everything is put together.
@NullMarked
package io.assay.cli;

import org.jspecify.annotations.NullMarked;
