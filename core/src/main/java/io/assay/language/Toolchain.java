package io.assay.language;

import io.assay.Template;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A language's tools as found on this host.
///
/// @param language the language's name
/// @param version the version as people say it: `3.11.7`
/// @param tools the absolute paths of the programs used, by role: `python`, `javac`
/// @param binds host files and folders needed beside the system's own `/usr`, `/bin`, `/sbin` and
///   `/lib*`: real prefixes, never a folder of many purposes
/// @param masks host files seen through `binds` or the system's folders that may hold credentials:
///   an empty file must be seen instead
/// @param overlays read-only stores of the host that tools expect to be writable
/// @param path folders to put in front of PATH
/// @param environment variables that the tools need
/// @param identity what makes this toolchain this one: resolved paths, versions, installed packages
public record Toolchain(
    String language,
    String version,
    Map<String, String> tools,
    List<Path> binds,
    List<Path> masks,
    List<Template.Overlay> overlays,
    List<String> path,
    Map<String, String> environment,
    SortedMap<String, String> identity) {
  /// Copies everything.
  public Toolchain {
    tools = Map.copyOf(tools);
    binds = List.copyOf(binds);
    masks = List.copyOf(masks);
    overlays = List.copyOf(overlays);
    path = List.copyOf(path);
    environment = Map.copyOf(environment);
    identity = Collections.unmodifiableSortedMap(new TreeMap<>(identity));
  }

  /// The absolute path of the program in the given role.
  public String tool(String role) {
    String path = tools.get(role);
    if (path == null) {
      throw new IllegalArgumentException("no tool '" + role + "' in " + tools.keySet());
    }
    return path;
  }
}
