/// Reading code without executing it: one file a language.
@NullMarked
package io.assay.validate.reading;

import org.jspecify.annotations.NullMarked;
