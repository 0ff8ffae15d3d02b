/// Checks the servers that coding assistants are configured to start: what is written of them, and
/// what they say when they are started in a sandbox. [ConfigurationCheck] is the way in.
@NullMarked
package io.assay.server.check;

import org.jspecify.annotations.NullMarked;
