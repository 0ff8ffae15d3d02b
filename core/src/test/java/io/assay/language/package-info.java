@NullMarked
package io.assay.language;

import org.jspecify.annotations.NullMarked;
