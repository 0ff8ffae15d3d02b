/// The packaged product, tested as the program that users start: a folder per promise.
@NullMarked
package io.assay.acceptance;

import org.jspecify.annotations.NullMarked;
