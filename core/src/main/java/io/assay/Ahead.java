package io.assay;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A program that can be started in a sandbox before anybody knows what it is to do: an interpreter
/// that has done its start-up and waits. It is handed its order, once, by the first
/// [Sandbox#start(Command)] of a command that begins as it does.
///
/// @param command what is started: program and first arguments
/// @param files what it needs beside the template, by absolute path inside the sandbox
/// @param memoryBytes about what it holds while it waits
/// @param forks whether it can be a zygote: where there is a socket instead of an order, it forks
///   into each sandbox that asks for it there, and the child waits for its order
public record Ahead(
    Command command, SortedMap<String, Bytes> files, long memoryBytes, boolean forks) {
  /// Copies the files.
  public Ahead {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /// Whether what waits can do what `order` says.
  public boolean suits(Command order) {
    int begun = command.arguments().size();
    return order.program().equals(command.program())
        && order.arguments().size() >= begun
        && order.arguments().subList(0, begun).equals(command.arguments());
  }
}
