package io.assay.isolation;

/// What a sandbox has to do with a zygote: a program that forks into other sandboxes, which lie
/// within its own one's user and pid namespace.
public sealed interface Family {
  /// Nothing.
  record Alone() implements Family {}

  /// What is started ahead in it is a zygote.
  ///
  /// @param nest where the ids of the sandboxes within come from
  record Zygote(Nest nest) implements Family {}

  /// A zygote may fork into it.
  ///
  /// @param socket at which the zygote's sandbox listens
  /// @param nest that sandbox's
  record Of(String socket, Nest nest) implements Family {}
}
