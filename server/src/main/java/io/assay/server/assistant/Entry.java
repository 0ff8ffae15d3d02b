package io.assay.server.assistant;

import java.util.List;

/// How an assistant starts our server.
///
/// @param command the program's absolute path
/// @param arguments what follows it
public record Entry(String command, List<String> arguments) {
  /// The name under which assistants list it.
  public static final String NAME = "assay";

  /// Copies the arguments.
  public Entry {
    arguments = List.copyOf(arguments);
  }
}
