/// The documents do what they say.
@NullMarked
package io.assay.acceptance.docs;

import org.jspecify.annotations.NullMarked;
