@NullMarked
package io.assay.validate.honesty;

import org.jspecify.annotations.NullMarked;
