package io.assay;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A program of ours that stays in a sandbox and looks at one program after another, for what takes
/// longer to start than to do. It must execute nothing of what it is shown: what one program does
/// to it, the next would find.
///
/// For each program it is told, on a line of its standard input, the folder in which that lies and
/// the program's entry, relative to it, in hexadecimal digits of UTF-8. It answers with lines, the
/// last of which is `end`, and removes the folder.
///
/// @param name what it is, in messages
/// @param template what its sandbox starts from
/// @param files what it needs beside the template, by absolute path inside the sandbox
/// @param command what starts it
public record Worker(
    String name, Template template, SortedMap<String, Bytes> files, Command command) {
  /// Copies the files.
  public Worker {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }
}
