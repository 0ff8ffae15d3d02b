/// Tests of checking documents.
@NullMarked
package io.assay.validate.docs;

import org.jspecify.annotations.NullMarked;
