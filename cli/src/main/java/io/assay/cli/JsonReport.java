package io.assay.cli;

import io.assay.Blame;
import io.assay.Bytes;
import io.assay.Isolation;
import io.assay.Limit;
import io.assay.Outcome;
import io.assay.RunResult;
import io.assay.StepResult;
import io.assay.Usage;
import io.assay.language.ProgramError;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The one JSON document of a command, as docs/json.md describes it.
final class JsonReport {
  /// Grows when a field changes its meaning or goes; a field that is added does not count.
  private static final int FORMAT = 1;

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonReport() {}

  /// How a run went.
  static void result(Console console, RunResult result, int status) {
    print(console, json -> result(json, result, status));
  }

  /// The fields that say how a run went.
  static void result(JsonGenerator json, RunResult result, int status) {
    Outcome outcome = result.last().outcome();
    json.writeNumberProperty("exitStatus", status);
    json.writeStringProperty("language", result.language());
    json.writeStringProperty("step", step(result));
    end(json, outcome.end());
    limitsHit(json, everyLimit(result));
    error(json, result.last().error());
    step(json, "compile", result.compile());
    step(json, "run", result.run());
    json.writeName("template").writeStartObject();
    json.writeStringProperty("name", result.template());
    json.writeStringProperty("digest", result.digest());
    json.writeEndObject();
    guarantees(json, outcome.isolation());
  }

  /// Our own failure.
  static void failure(Console console, Blame blame, String message, int status) {
    print(console, json -> failure(json, blame, message, status));
  }

  /// The fields that tell our own failure.
  static void failure(JsonGenerator json, Blame blame, String message, int status) {
    json.writeNumberProperty("exitStatus", status);
    json.writeName("failure").writeStartObject();
    json.writeStringProperty("blame", word(blame));
    json.writeStringProperty("message", message);
    json.writeEndObject();
  }

  /// The end that whoever started us asked for.
  static void cancelled(Console console) {
    print(
        console,
        json -> {
          json.writeNumberProperty("exitStatus", Exit.CANCELLED);
          end(json, new Outcome.Cancelled());
        });
  }

  /// Prints a document of the fields that `content` writes.
  static void print(Console console, Consumer<JsonGenerator> content) {
    byte[] line =
        line(json -> {
          json.writeStringProperty("assay", Main.version());
          json.writeNumberProperty("format", FORMAT);
          content.accept(json);
        });
    console.print(out -> out.write(line));
  }

  /// An object of the fields that `content` writes, in one line.
  static byte[] line(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /// The step that says how it ended.
  static String step(RunResult result) {
    return result.run().isPresent() ? "run" : "compile";
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Set<Limit> everyLimit(RunResult result) {
    Set<Limit> all = EnumSet.noneOf(Limit.class);
    result.compile().ifPresent(step -> all.addAll(step.outcome().limitsHit()));
    result.run().ifPresent(step -> all.addAll(step.outcome().limitsHit()));
    return all;
  }

  private static void step(JsonGenerator json, String name, Optional<StepResult> present) {
    if (present.isEmpty()) {
      json.writeNullProperty(name);
      return;
    }
    StepResult step = present.get();
    json.writeName(name).writeStartObject();
    end(json, step.outcome().end());
    limitsHit(json, step.outcome().limitsHit());
    stream(json, "stdout", step.stdout());
    stream(json, "stderr", step.stderr());
    json.writeBooleanProperty("truncated", step.truncated());
    json.writeBooleanProperty("warm", step.outcome().warm());
    json.writeBooleanProperty("cached", step.cached());
    usage(json, step.outcome().usage());
    json.writeEndObject();
  }

  private static void end(JsonGenerator json, Outcome.End end) {
    json.writeName("outcome").writeStartObject();
    json.writeStringProperty("kind", kind(end));
    switch (end) {
      case Outcome.Exited(int code) -> json.writeNumberProperty("status", code);
      case Outcome.Signalled signal -> {
        json.writeNumberProperty("signal", signal.signal());
        json.writeStringProperty("name", signal.name());
      }
      case Outcome.LimitReached(Limit limit) -> json.writeStringProperty("limit", limit.word());
      case Outcome.Cancelled _ -> {}
    }
    json.writeEndObject();
  }

  /// The word for a way to end.
  static String kind(Outcome.End end) {
    return switch (end) {
      case Outcome.Exited _ -> "exited";
      case Outcome.Signalled _ -> "signalled";
      case Outcome.LimitReached _ -> "limit-reached";
      case Outcome.Cancelled _ -> "cancelled";
    };
  }

  private static void limitsHit(JsonGenerator json, Set<Limit> limits) {
    json.writeName("limitsHit").writeStartArray();
    limits.forEach(limit -> json.writeString(limit.word()));
    json.writeEndArray();
  }

  private static void stream(JsonGenerator json, String name, Bytes bytes) {
    json.writeName(name).writeStartObject();
    Optional<String> text = text(bytes);
    json.writeStringProperty("encoding", text.isPresent() ? "utf-8" : "base64");
    json.writeStringProperty(
        "data", text.orElseGet(() -> Base64.getEncoder().encodeToString(bytes.toArray())));
    json.writeEndObject();
  }

  /// The text, if it is valid UTF-8.
  private static Optional<String> text(Bytes bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.toArray());
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(buffer).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static void usage(JsonGenerator json, Usage usage) {
    json.writeName("usage").writeStartObject();
    json.writeNumberProperty("cpuSeconds", usage.cpu().toNanos() / 1e9);
    json.writeNumberProperty("wallSeconds", usage.wall().toNanos() / 1e9);
    json.writeNumberProperty("peakMemoryBytes", usage.peakMemoryBytes());
    json.writeNumberProperty("outputBytes", usage.outputBytes());
    json.writeEndObject();
  }

  /// What a language reported, or `null`.
  static void error(JsonGenerator json, Optional<ProgramError> present) {
    if (present.isEmpty()) {
      json.writeNullProperty("error");
      return;
    }
    ProgramError error = present.get();
    json.writeName("error").writeStartObject();
    json.writeStringProperty("name", error.name());
    json.writeStringProperty("message", error.message());
    json.writeStringProperty("traceback", error.traceback());
    if (error.file().isEmpty()) {
      json.writeNullProperty("file");
    } else {
      json.writeStringProperty("file", error.file());
    }
    number(json, "line", error.line());
    number(json, "column", error.column());
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, OptionalInt number) {
    if (number.isPresent()) {
      json.writeNumberProperty(name, number.getAsInt());
    } else {
      json.writeNullProperty(name);
    }
  }

  private static void guarantees(JsonGenerator json, Isolation isolation) {
    json.writeName("guarantees").writeStartObject();
    isolation
        .means()
        .forEach((guarantee, means) -> {
          json.writeName(guarantee.word()).writeStartObject();
          json.writeStringProperty("means", means);
          json.writeBooleanProperty("bestEffort", isolation.bestEffort().contains(guarantee));
          json.writeEndObject();
        });
    json.writeEndObject();
  }
}
