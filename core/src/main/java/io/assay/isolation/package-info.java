/// What makes a sandbox tight on this host: ids, control groups, the file system, the system-call
/// filter, each turned into a part of the plan that the cell carries out.
@NullMarked
package io.assay.isolation;

import org.jspecify.annotations.NullMarked;
