@NullMarked
package io.assay.validate.errors;

import org.jspecify.annotations.NullMarked;
