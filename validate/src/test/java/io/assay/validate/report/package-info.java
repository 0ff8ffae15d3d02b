@NullMarked
package io.assay.validate.report;

import org.jspecify.annotations.NullMarked;
