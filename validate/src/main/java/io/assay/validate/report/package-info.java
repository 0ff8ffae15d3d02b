/// Reports for people, programs, forges and continuous integration: one file a format.
@NullMarked
package io.assay.validate.report;

import org.jspecify.annotations.NullMarked;
