/// The seven languages, one file each: how a language's tools are found on the host, how a program
/// is compiled and run inside a sandbox, and how its errors read.
@NullMarked
package io.assay.language;

import org.jspecify.annotations.NullMarked;
