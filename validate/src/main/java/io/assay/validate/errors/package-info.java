/// What errors mean: a category and suggestions for each, from the messages that compilers and
/// interpreters really print. A file of the resources a language holds what is known of it.
@NullMarked
package io.assay.validate.errors;

import org.jspecify.annotations.NullMarked;
