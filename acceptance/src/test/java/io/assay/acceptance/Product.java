package io.assay.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.assay.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// The packaged product, started as the program that users start.
public final class Product {
  /// What only a hanging product takes.
  private static final long PATIENCE_S = 300;

  private static final Path ACCEPTANCE = Path.of("").toAbsolutePath();

  private Product() {}

  /// How a start of the product ended.
  ///
  /// @param pid the process it was
  /// @param status its exit status
  /// @param stdout what it wrote there
  /// @param stderr likewise
  public record Ended(long pid, int status, Bytes stdout, String stderr) {
    /// The document that `--json` asked for.
    public Json json() {
      return Json.parse(stdout.text());
    }

    @Override
    public String toString() {
      return "status %d, stdout:\n%s\nstderr:\n%s"
          .formatted(status, shortened(stdout.text()), shortened(stderr));
    }
  }

  /// An order to start the product.
  ///
  /// @param arguments what follows its name
  /// @param stdin what it reads
  /// @param environment variables beside those of the tests, which they override
  public record Start(List<String> arguments, Bytes stdin, Map<String, String> environment) {
    public Start {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }

    public static Start of(String... arguments) {
      return new Start(List.of(arguments), Bytes.of(""), Map.of());
    }

    public Start with(String... more) {
      List<String> all = new ArrayList<>(arguments);
      all.addAll(List.of(more));
      return new Start(all, stdin, environment);
    }

    public Start withStdin(String value) {
      return new Start(arguments, Bytes.of(value), environment);
    }

    public Start withEnvironment(Map<String, String> value) {
      return new Start(arguments, stdin, value);
    }

    /// Starts it and waits for its end.
    public Ended run() {
      List<String> command = new ArrayList<>(List.of(program().toString()));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(Product.environment());
      builder.environment().putAll(environment);
      return finish(builder, stdin);
    }
  }

  /// Starts a process and waits for its end.
  public static Ended finish(ProcessBuilder builder, Bytes stdin) {
    try {
      Process process = builder.start();
      try {
        FutureTask<byte[]> stdout = reader(process.getInputStream());
        FutureTask<byte[]> stderr = reader(process.getErrorStream());
        Thread.ofVirtual().start(() -> feed(stdin, process.getOutputStream()));
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
          throw new AssertionError(
              "%s has not ended in %d s".formatted(builder.command(), PATIENCE_S));
        }
        return new Ended(
            process.pid(),
            process.exitValue(),
            Bytes.copyOf(stdout.get(PATIENCE_S, TimeUnit.SECONDS)),
            new String(stderr.get(PATIENCE_S, TimeUnit.SECONDS), StandardCharsets.UTF_8));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError("waiting for " + builder.command(), e);
    }
  }

  private static FutureTask<byte[]> reader(InputStream in) {
    FutureTask<byte[]> all = new FutureTask<>(in::readAllBytes);
    Thread.ofVirtual().start(all);
    return all;
  }

  private static void feed(Bytes stdin, OutputStream to) {
    try (to) {
      stdin.writeTo(to);
    } catch (IOException e) {
      // It ended without reading all of it.
      System.getLogger(Product.class.getName()).log(System.Logger.Level.DEBUG, "stdin", e);
    }
  }

  /// The program under test.
  public static Path program() {
    return Path.of(System.getProperty("assay.program", "../cli/target/dist/assay"))
        .toAbsolutePath();
  }

  /// A file or folder of this module.
  public static Path file(String path) {
    return ACCEPTANCE.resolve(path);
  }

  /// What every start has in its environment: a state of the tests' own, kept from run to run, so
  /// that what is fetched once is fetched once, a locale that has all characters, and no resident
  /// engine, in which one test would meet what another left.
  public static Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put(
        "ASSAY_HOME",
        System.getenv().getOrDefault("ASSAY_HOME", file("target/assay-home").toString()));
    environment.put("ASSAY_ENGINE", "off");
    environment.put("LC_ALL", "C.UTF-8");
    return environment;
  }

  /// Skips the test if `ended` says that the language's tools are not on this host.
  public static void assumeInstalled(String language, Ended ended) {
    String why = ended.status() == 123 ? ended.stderr() + ended.stdout().text() : "";
    assumeFalse(why.contains("cannot run " + language + ":"), why);
  }

  /// Whether this host keeps the memory of a whole sandbox within a limit, rather than watching it.
  public static boolean holdsMemoryLimit() {
    return HoldsMemory.ANSWER;
  }

  private static final class HoldsMemory {
    static final boolean ANSWER = ask();

    private static boolean ask() {
      Start start = Start.of("run", "-", "--language", "python", "--memory", "64M");
      Ended ended = start.withStdin("print(1)").run();
      return ended.status() != 123 || !ended.stderr().contains("memory-limit");
    }
  }

  /// The files and folders directly in `folder`, by name.
  public static List<Path> entries(Path folder) {
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 4000 ? text : text.substring(0, 4000) + "…";
  }
}
