package io.assay.cli;

import io.assay.Blame;
import io.assay.SandboxException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Where the results of a batch go, a line each: in the order of the cases, or as they come. Each
/// line is one write, so that an interruption tears at most the last one.
final class Results {
  /// Bytes of results that wait for an earlier one. Beyond it no further case is begun.
  private static final long MOST_HELD = 16 << 20;

  /// Bytes of a result: what the greatest usual output takes, every byte of it escaped, many times
  /// over.
  private static final long LONGEST = 1 << 30;

  private static final JsonFactory FACTORY = new JsonFactory();

  private final OutputStream out;
  private final boolean ordered;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition written = lock.newCondition();
  private final TreeMap<Long, byte[]> held = new TreeMap<>();
  private long heldBytes;
  private long next;
  private boolean closed;

  /// @param ordered whether the n-th result to be written is that of the n-th case
  Results(OutputStream out, boolean ordered) {
    this.out = out;
    this.ordered = ordered;
  }

  /// Waits until the results that are held leave room for another case.
  void awaitRoom() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (heldBytes > MOST_HELD && !closed) {
        written.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Takes the result of the case that was the `place`-th to be begun, from 0. After closing it is
  /// let go.
  void put(long place, byte[] line) throws IOException {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (!ordered) {
        out.write(line);
        return;
      }
      held.put(place, line);
      heldBytes += line.length;
      for (byte[] ready = held.remove(next); ready != null; ready = held.remove(next)) {
        next++;
        heldBytes -= ready.length;
        out.write(ready);
      }
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Takes no more. What still waits for an earlier one is let go: it is not in its place.
  void close() {
    lock.lock();
    try {
      closed = true;
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The ids whose results `file` holds, of an earlier batch that did not end. What is no result to
  /// keep is taken out of it: a last line that was torn, and failures that were not the case's own.
  ///
  /// @throws SandboxException blaming the caller if it holds anything else
  static Set<String> resume(Path file) throws IOException {
    Set<String> done = new HashSet<>();
    if (!Files.exists(file)) {
      return done;
    }
    Path kept = file.resolveSibling(file.getFileName() + ".kept");
    try (InputStream in = Files.newInputStream(file);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(kept))) {
      Lines lines = new Lines(in, LONGEST);
      for (Lines.Line line = lines.next(); line != null && line.ended(); line = lines.next()) {
        Known known = Known.of(line, file);
        if (known.keep()) {
          line.bytes().writeTo(out);
          out.write('\n');
          done.add(known.id());
        }
      }
    }
    Files.move(kept, file, StandardCopyOption.ATOMIC_MOVE);
    return done;
  }

  /// What a result says of itself.
  ///
  /// @param keep whether doing its case again would come to the same
  private record Known(String id, boolean keep) {
    static Known of(Lines.Line line, Path file) {
      String[] id = {""};
      String[] blame = {""};
      try (JsonParser json =
          FACTORY.createParser(ObjectReadContext.empty(), line.bytes().toArray())) {
        if (line.whole() && json.nextToken() == JsonToken.START_OBJECT) {
          Case.fields(
              json,
              (name, value) -> {
                switch (name) {
                  case "id" -> id[0] = Case.text(name, value);
                  case "failure" ->
                      Case.fields(
                          value,
                          (part, text) -> {
                            if (part.equals("blame")) {
                              blame[0] = Case.text(part, text);
                            }
                          });
                  default -> value.skipChildren();
                }
              });
        }
      } catch (JacksonException e) {
        id[0] = "";
      }
      if (id[0].isEmpty()) {
        throw SandboxException.caller(
            "line %d of '%s' is no result of a batch: name another file with --output, or remove it"
                .formatted(line.number(), file));
      }
      return new Known(id[0], blame[0].isEmpty() || blame[0].equals(JsonReport.word(Blame.CALLER)));
    }
  }
}
