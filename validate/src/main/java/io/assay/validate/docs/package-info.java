/// Checking what documents show: finds the code in them, runs it, and says where they are wrong.
@NullMarked
package io.assay.validate.docs;

import org.jspecify.annotations.NullMarked;
