/// The door for coding assistants, from outside: what goes over its two streams.
@NullMarked
package io.assay.acceptance.templates;

import org.jspecify.annotations.NullMarked;
