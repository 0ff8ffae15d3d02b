package io.assay;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A program that can be started in a sandbox before anybody knows what it is to do: an interpreter
/// that has done its start-up and waits. It is handed its order, once, by the first
/// [Sandbox#start(Command)] of a command that begins as it does.
///
/// @param command what is started: program and first arguments
/// @param files what it needs beside the template, by absolute path inside the sandbox
/// @param memoryBytes about what it holds while it waits
/// @param start how it gets ready
public record Ahead(
    Command command, SortedMap<String, Bytes> files, long memoryBytes, Start start) {
  /// How a program gets ready.
  public enum Start {
    /// It can be a zygote: where there is a socket instead of an order, it forks into each sandbox
    /// that asks for it there, and the child waits for its order.
    FORKED,
    /// It is started in each sandbox, and does no more than it would later.
    STARTED,
    /// It is started in each sandbox, and does more than one would that is not ready: who is given
    /// it waits for less, and all processors together have more to do.
    REHEARSED
  }

  /// Copies the files.
  public Ahead {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /// The same program, begun with other arguments.
  public Ahead beginning(List<String> arguments) {
    return new Ahead(
        new Command(command.program(), arguments, command.environment(), command.directory()),
        files,
        memoryBytes,
        start);
  }

  /// Whether what waits can do what `order` says.
  public boolean suits(Command order) {
    int begun = command.arguments().size();
    return order.program().equals(command.program())
        && order.arguments().size() >= begun
        && order.arguments().subList(0, begun).equals(command.arguments());
  }
}
