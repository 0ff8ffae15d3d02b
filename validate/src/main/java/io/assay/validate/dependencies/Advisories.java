package io.assay.validate.dependencies;

import io.assay.SandboxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The public data about packages that were brought here, in a folder of the engine's state: for
/// each ecosystem a file of lines: what it is, and the advisories, sorted by the names of packages;
/// and another with the names of popular packages.
///
/// @param folder where they lie
public record Advisories(Path folder) {
  /// What is here of an ecosystem.
  ///
  /// @param date when it was brought
  /// @param source where from
  /// @param count how many advisories, or names, it has
  public record Held(Ecosystem ecosystem, LocalDate date, String source, long count) {}

  /// Those that an engine with this state has.
  public static Advisories in(Path state) {
    return new Advisories(state.resolve("advisories"));
  }

  Path file(Ecosystem ecosystem) {
    return folder.resolve(ecosystem.word());
  }

  Path popularFile(Ecosystem ecosystem) {
    return folder.resolve("popular-" + ecosystem.word());
  }

  /// The advisories that are here of an ecosystem; empty if none are.
  public Optional<Held> held(Ecosystem ecosystem) {
    return held(ecosystem, file(ecosystem));
  }

  /// The list of popular packages that is here of an ecosystem; empty if none is.
  public Optional<Held> heldPopular(Ecosystem ecosystem) {
    return held(ecosystem, popularFile(ecosystem));
  }

  private static Optional<Held> held(Ecosystem ecosystem, Path path) {
    try (BufferedReader file = Files.newBufferedReader(path)) {
      List<String> words = List.of(String.valueOf(file.readLine()).split("\t", -1));
      return words.size() == 4 && words.getFirst().equals("#")
          ? Optional.of(
              new Held(
                  ecosystem,
                  LocalDate.parse(words.get(1)),
                  words.get(2),
                  Long.parseLong(words.get(3))))
          : Optional.empty();
    } catch (IOException | DateTimeParseException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// What differs when something else is here.
  public String identity() {
    return Arrays.stream(Ecosystem.values())
        .flatMap(ecosystem ->
            Stream.of(held(ecosystem), heldPopular(ecosystem)).flatMap(Optional::stream))
        .map(Held::toString)
        .collect(Collectors.joining("\n"));
  }

  /// The names of popular packages that were brought, in their one spelling, the most popular
  /// first.
  List<String> popular(Ecosystem ecosystem) {
    if (heldPopular(ecosystem).isEmpty()) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(popularFile(ecosystem))) {
      return lines.skip(1).toList();
    } catch (IOException | UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  private static SandboxException unreadable(Exception e) {
    return SandboxException.caller(
        "the data about packages cannot be read: %s; 'assay advisories update' brings them anew"
            .formatted(e));
  }

  /// What is known against packages.
  ///
  /// @param names in their one spelling
  List<Advisory> about(Ecosystem ecosystem, Collection<String> names) {
    try (FileChannel channel = FileChannel.open(file(ecosystem));
        Arena arena = Arena.ofConfined()) {
      Lines lines = new Lines(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
      return names.stream().flatMap(name -> lines.about(name).stream()).toList();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// A file's bytes, whose lines are sorted behind the first.
  private record Lines(MemorySegment bytes) {
    List<Advisory> about(String name) {
      List<Advisory> found = new ArrayList<>();
      byte[] key = (name + "\t").getBytes(StandardCharsets.UTF_8);
      long low = end(0);
      long high = bytes.byteSize();
      while (low < high) {
        long middle = (low + high) >>> 1;
        long start = start(middle);
        if (order(start, key) < 0) {
          low = end(middle);
        } else {
          high = start;
        }
      }
      while (low < bytes.byteSize() && order(low, key) == 0) {
        long next = end(low);
        byte[] line = bytes.asSlice(low, next - low).toArray(ValueLayout.JAVA_BYTE);
        Advisory.of(new String(line, StandardCharsets.UTF_8).replace("\n", ""))
            .ifPresent(found::add);
        low = next;
      }
      return found;
    }

    /// Where the line begins that `at` is in.
    private long start(long at) {
      long start = at;
      while (start > 0 && bytes.get(ValueLayout.JAVA_BYTE, start - 1) != '\n') {
        start--;
      }
      return start;
    }

    /// Where the line begins behind the one that `at` is in.
    private long end(long at) {
      long end = at;
      while (end < bytes.byteSize() && bytes.get(ValueLayout.JAVA_BYTE, end) != '\n') {
        end++;
      }
      return Math.min(end + 1, bytes.byteSize());
    }

    /// How what begins at `at` stands to `key`; 0 if it begins with it.
    private int order(long at, byte[] key) {
      for (int i = 0; i < key.length; i++) {
        int order =
            at + i < bytes.byteSize()
                ? Byte.compareUnsigned(bytes.get(ValueLayout.JAVA_BYTE, at + i), key[i])
                : -1;
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }
}
