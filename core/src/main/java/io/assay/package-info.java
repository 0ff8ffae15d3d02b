/// The vocabulary of Assay: sandboxes, the commands started in them, how they ended, and what was
/// enforced meanwhile. Everything another program may rely on is in this package and in
/// `io.assay.language`; the rest of the module is not exported.
@NullMarked
package io.assay;

import org.jspecify.annotations.NullMarked;
