/// The Model Context Protocol: the door through which coding assistants run and validate what they
/// write. [McpDoor] is the way in; the protocol's types stay in this package.
@NullMarked
package io.assay.server.mcp;

import org.jspecify.annotations.NullMarked;
