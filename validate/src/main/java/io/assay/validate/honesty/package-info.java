/// By what means a program passes: one file a language that watches it run.
@NullMarked
package io.assay.validate.honesty;

import org.jspecify.annotations.NullMarked;
