package io.assay.acceptance.sdks;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Bytes;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The clients, installed once from their registries in the versions that `acceptance/clients`
/// pins.
final class Installed {
  private static final Path SOURCES = Product.file("clients");
  private static final Path PLACE = Product.file("target/clients");

  private Installed() {}

  /// The interpreter that has the SDK for Python.
  static Path python() throws IOException {
    Path folder = PLACE.resolve("python");
    Path python = folder.resolve("bin/python");
    if (isStale(folder, "requirements.txt")) {
      run(List.of("python3", "-m", "venv", "--clear", folder.toString()));
      run(
          List.of(
              python.toString(),
              "-m",
              "pip",
              "install",
              "--quiet",
              "--no-deps",
              "--requirement",
              SOURCES.resolve("requirements.txt").toString()));
      done(folder, "requirements.txt");
    }
    return python;
  }

  /// The folder that has the clients for Node.js, and the program that uses them.
  static Path node() throws IOException {
    Path folder = Files.createDirectories(PLACE.resolve("node"));
    copy("client.mjs", folder);
    if (isStale(folder, "package-lock.json")) {
      copy("package.json", folder);
      copy(".npmrc", folder);
      Files.copy(SOURCES.resolve("package-lock.json"), folder.resolve("package-lock.json"));
      run(List.of("npm", "ci", "--ignore-scripts", "--prefix", folder.toString()));
      done(folder, "package-lock.json");
    }
    return folder;
  }

  static Path source(String name) {
    return SOURCES.resolve(name);
  }

  private static boolean isStale(Path folder, String lock) throws IOException {
    Path installed = folder.resolve("installed");
    boolean stale =
        !Files.exists(installed) || Files.mismatch(installed, SOURCES.resolve(lock)) != -1;
    if (stale) {
      Files.deleteIfExists(folder.resolve(lock));
    }
    return stale;
  }

  private static void done(Path folder, String lock) throws IOException {
    Files.deleteIfExists(folder.resolve("installed"));
    Files.copy(SOURCES.resolve(lock), folder.resolve("installed"));
  }

  private static void copy(String name, Path to) throws IOException {
    Files.writeString(to.resolve(name), Files.readString(SOURCES.resolve(name)));
  }

  private static void run(List<String> command) {
    Ended ended = Product.finish(new ProcessBuilder(command), Bytes.of(""));
    assertThat(ended.status()).as("%s: %s", command, ended).isZero();
  }
}
