/// Programs that try to break out, and the host afterwards.
@NullMarked
package io.assay.acceptance.security;

import org.jspecify.annotations.NullMarked;
