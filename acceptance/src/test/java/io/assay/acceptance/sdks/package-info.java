/// Independent clients of the Model Context Protocol, each as its authors publish it: what they
/// make of the server.
@NullMarked
package io.assay.acceptance.sdks;

import org.jspecify.annotations.NullMarked;
