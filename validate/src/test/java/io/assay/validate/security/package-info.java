/// Tests of reading programs.
@NullMarked
package io.assay.validate.security;

import org.jspecify.annotations.NullMarked;
