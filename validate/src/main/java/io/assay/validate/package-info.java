/// Judging code: gates that each answer one question, the verdicts they come to, and the findings
/// that say why.
@NullMarked
package io.assay.validate;

import org.jspecify.annotations.NullMarked;
