/// Tests of reading programs.
@NullMarked
package io.assay.validate.reading;

import org.jspecify.annotations.NullMarked;
