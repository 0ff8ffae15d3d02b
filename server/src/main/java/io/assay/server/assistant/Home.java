package io.assay.server.assistant;

import java.nio.file.Path;
import java.util.Map;

/// Where a person's programs keep their settings.
///
/// @param folder the home folder
/// @param settings `$XDG_CONFIG_HOME`, or `.config` in it
public record Home(Path folder, Path settings) {
  /// As a person's environment says.
  public static Home of(Map<String, String> environment) {
    String own = environment.getOrDefault("HOME", "");
    Path folder = Path.of(own.isEmpty() ? System.getProperty("user.home") : own);
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
    return new Home(folder, xdg.startsWith("/") ? Path.of(xdg) : folder.resolve(".config"));
  }
}
