package io.assay.validate.dependencies;

import java.util.Optional;

/// Something that a change asks for by the name of a package.
///
/// @param name as it is written
/// @param version the one version that is asked for; empty if it may be several
/// @param file where it is asked for, relative to the change's root
/// @param line the line, from 1; 0 if it has none
record Dependency(
    Ecosystem ecosystem, String name, Optional<String> version, String file, int line) {
  /// The name by which data know it.
  String normal() {
    return ecosystem.normal(name);
  }
}
