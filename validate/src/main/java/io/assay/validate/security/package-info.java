/// What in a program's text may do harm, to whoever wrote it or to whoever runs it: secrets, and
/// calls that do what others say.
@NullMarked
package io.assay.validate.security;

import org.jspecify.annotations.NullMarked;
