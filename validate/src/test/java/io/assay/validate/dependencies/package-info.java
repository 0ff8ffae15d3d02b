/// Tests of looking at dependencies.
@NullMarked
package io.assay.validate.dependencies;

import org.jspecify.annotations.NullMarked;
