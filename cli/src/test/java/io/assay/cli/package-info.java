@NullMarked
package io.assay.cli;

import org.jspecify.annotations.NullMarked;
