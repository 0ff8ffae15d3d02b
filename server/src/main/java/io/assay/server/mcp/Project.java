package io.assay.server.mcp;

import io.assay.Template;
import java.nio.file.Path;

/// The folder of the person's that sandboxes see.
///
/// @param writable whether they change it too; else they read it
public record Project(Path folder, boolean writable) {
  /// A template in which it is seen.
  Template in(Template template) {
    return writable ? template.withWritable(folder) : template.withBind(folder);
  }
}
