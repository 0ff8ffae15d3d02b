/// The tests that programs bring: how they are found, run, and what came of each.
@NullMarked
package io.assay.validate.tests;

import org.jspecify.annotations.NullMarked;
