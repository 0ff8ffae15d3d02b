@NullMarked
package io.assay.validate.packages;

import org.jspecify.annotations.NullMarked;
