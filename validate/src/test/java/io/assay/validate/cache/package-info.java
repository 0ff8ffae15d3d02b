/// Tests of answering from what was judged before.
@NullMarked
package io.assay.validate.cache;

import org.jspecify.annotations.NullMarked;
