/// Tests of checking documents.
@NullMarked
package io.assay.validate.reading;

import org.jspecify.annotations.NullMarked;
