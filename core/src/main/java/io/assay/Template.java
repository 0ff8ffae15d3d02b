package io.assay;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A named, immutable recipe from which sandboxes start: the host's folders they see, the
/// environment, and the identity of what is installed.
///
/// @param name a short name, `python-3.11`
/// @param binds host files and folders that appear read-only at the same path inside
/// @param writable host folders that appear at the same path inside and that programs change: the
///   one thing that outlives a sandbox. No limit of disk counts there, `.git` stays read-only, and
///   no file is left that runs with its owner's rights
/// @param masks host files below `binds` that are hidden: credentials beside a toolchain
/// @param overlays host folders that appear writable inside, what is written staying in the sandbox
/// @param environment variables of every command
/// @param identity what the digest covers: resolved paths, versions, installed packages
public record Template(
    String name,
    List<Path> binds,
    List<Path> writable,
    List<Path> masks,
    List<Overlay> overlays,
    Map<String, String> environment,
    SortedMap<String, String> identity) {
  /// Copies everything.
  public Template {
    binds = List.copyOf(binds);
    writable = List.copyOf(writable);
    masks = List.copyOf(masks);
    overlays = List.copyOf(overlays);
    environment = Map.copyOf(environment);
    identity = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(identity));
  }

  /// A host folder seen through a layer that keeps what is written inside the sandbox.
  ///
  /// @param lower the host's folder, readable by everybody, never written to
  /// @param target the absolute path inside
  public record Overlay(Path lower, String target) {}

  /// The same with another host file or folder that appears read-only.
  public Template withBind(Path path) {
    return new Template(name, with(binds, path), writable, masks, overlays, environment, identity);
  }

  /// The same with another host folder that programs change.
  public Template withWritable(Path path) {
    return new Template(name, binds, with(writable, path), masks, overlays, environment, identity);
  }

  private static List<Path> with(List<Path> paths, Path path) {
    return Stream.concat(paths.stream(), Stream.of(path)).toList();
  }

  /// `sha256:` and 64 hexadecimal digits over the name, the binds, the environment and the
  /// identity: an upgrade of anything in it gives another digest.
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      feed(digest, "name", name);
      binds.forEach(path -> feed(digest, "bind", path.toString()));
      writable.forEach(path -> feed(digest, "writable", path.toString()));
      masks.forEach(path -> feed(digest, "mask", path.toString()));
      overlays.forEach(
          overlay -> feed(digest, "overlay", overlay.lower() + " " + overlay.target()));
      new TreeMap<>(environment).forEach((key, value) -> feed(digest, "env " + key, value));
      identity.forEach((key, value) -> feed(digest, key, value));
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void feed(MessageDigest digest, String key, String value) {
    byte[] bytes =
        (key.length() + ":" + key + value.length() + ":" + value).getBytes(StandardCharsets.UTF_8);
    digest.update(bytes);
  }
}
