/// Each language, by the same table of programs.
@NullMarked
package io.assay.acceptance.languages;

import org.jspecify.annotations.NullMarked;
