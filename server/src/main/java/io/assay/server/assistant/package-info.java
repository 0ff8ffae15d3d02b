/// Coding assistants: where each keeps its list of servers, and the entry by which it starts ours.
@NullMarked
package io.assay.server.assistant;

import org.jspecify.annotations.NullMarked;
