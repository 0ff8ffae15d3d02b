package io.assay.cli;

import io.assay.Bytes;
import io.assay.Limits;
import io.assay.Program;
import io.assay.SandboxException;
import io.assay.language.Language;
import io.assay.validate.packages.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// One case of a batch, as docs/batch.md describes it.
///
/// @param id by which its result is known
/// @param stdin what the program reads
/// @param limits the most it may consume
/// @param expectation what must come of it, where something is expected
/// @param ignored fields that mean nothing to us
record Case(
    String id,
    Language language,
    Program program,
    Bytes stdin,
    Limits limits,
    Optional<Expectation> expectation,
    Set<String> ignored) {
  private static final int LONGEST_ID = 256;

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// The case that a line holds.
  ///
  /// @param usual the limits where the case says nothing else
  /// @throws SandboxException blaming the caller, saying what is wrong with the line
  static Case read(Bytes line, Limits usual) {
    Draft draft = new Draft(usual);
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), line.toArray())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw SandboxException.caller("a case is a JSON object, such as " + Draft.EXAMPLE);
      }
      fields(json, draft::take);
      if (json.nextToken() != null) {
        throw SandboxException.caller("something follows the case: a line holds one");
      }
    } catch (JacksonException e) {
      throw SandboxException.caller("this is not JSON: " + e.getOriginalMessage());
    } catch (TypeConversionException e) {
      throw SandboxException.caller(String.valueOf(e.getMessage()));
    }
    return draft.finish();
  }

  /// Takes a field whose value the parser is at.
  @FunctionalInterface
  interface Field {
    void take(String name, JsonParser json);
  }

  /// Hands on each field of the object that the parser is at.
  static void fields(JsonParser json, Field field) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      field.take(name, json);
    }
  }

  static String text(String name, JsonParser json) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong(name, "a text");
    }
    return json.getString();
  }

  /// A text or a number, as text.
  static String amount(String name, JsonParser json) {
    if (!json.currentToken().isScalarValue() || json.currentToken() == JsonToken.VALUE_NULL) {
      throw wrong(name, "a text or a number");
    }
    return json.getString();
  }

  static SandboxException wrong(String name, String expected) {
    return SandboxException.caller("'%s' is not %s".formatted(name, expected));
  }

  /// What has been read of a case.
  private static final class Draft {
    static final String EXAMPLE =
        "{\"id\": \"1\", \"language\": \"python\", \"code\": \"print(1)\"}";

    /// Those that are long enough to be known when misspelt.
    private static final List<String> FIELDS =
        List.of("language", "files", "entry", "stdin", "limits", "expect");

    private static final List<String> LIMITS =
        List.of(
            "timeout",
            "cpu-time",
            "cpus",
            "memory",
            "processes",
            "disk",
            "disk-files",
            "output",
            "open-files");

    private @Nullable String id;
    private @Nullable String language;
    private @Nullable String code;
    private @Nullable String entry;
    private final SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    private String stdin = "";
    private final List<String> arguments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private Limits limits;
    private @Nullable Expectation expectation;
    private final Set<String> ignored = new TreeSet<>();

    Draft(Limits usual) {
      this.limits = usual;
    }

    void take(String name, JsonParser json) {
      switch (name) {
        case "id" -> id = identity(json);
        case "language" -> language = text(name, json);
        case "code" -> code = text(name, json);
        case "files" ->
            texts(name, json)
                .forEach((path, text) -> files.put(path, new Program.Content.Text(Bytes.of(text))));
        case "entry" -> entry = text(name, json);
        case "stdin" -> stdin = text(name, json);
        case "args" -> arguments.addAll(words(name, json));
        case "env" -> environment.putAll(texts(name, json));
        case "limits" -> {
          requireObject(name, json);
          fields(json, this::limit);
        }
        case "expect" -> {
          requireObject(name, json);
          expectation = Expectation.read(json);
        }
        case "gates" ->
            throw SandboxException.caller(
                "'gates' is not known: a case is run, and no gate is asked");
        default -> {
          refuseWhatWasMeant(name);
          json.skipChildren();
          ignored.add(name);
        }
      }
    }

    /// A field of the caller's own is ignored; one of ours in the wrong place or misspelt is not.
    private static void refuseWhatWasMeant(String name) {
      if (LIMITS.contains(name)) {
        throw SandboxException.caller("'%s' belongs into 'limits'".formatted(name));
      }
      for (String meant : FIELDS) {
        if (Spelling.distance(name, meant, 1) <= 1) {
          throw SandboxException.caller(
              "'%s' is not known; did you mean '%s'?".formatted(name, meant));
        }
      }
    }

    Case finish() {
      if (id == null) {
        throw SandboxException.caller("'id' is missing, by which a result is known");
      }
      if ((code == null) == files.isEmpty()) {
        throw SandboxException.caller("a case has either 'code' or 'files', such as " + EXAMPLE);
      }
      return new Case(
          id,
          known(),
          program().withArguments(arguments).withEnvironment(environment),
          Bytes.of(stdin),
          limits,
          Optional.ofNullable(expectation),
          ignored);
    }

    private Language known() {
      if (language != null) {
        return Language.named(language);
      }
      if (entry != null) {
        return Language.ofFileName(entry);
      }
      if (files.size() == 1) {
        return Language.ofFileName(files.firstEntry().getKey());
      }
      throw SandboxException.caller("'language' is missing, such as \"python\"");
    }

    private Program program() {
      if (code != null) {
        return Program.of(entry != null ? entry : known().fileName(code), code);
      }
      String start =
          entry != null
              ? entry
              : known()
                  .entry(files)
                  .orElseThrow(() ->
                      SandboxException.caller(
                          "'entry' is missing: which of the files is the one to run"));
      return new Program(files, start, List.of(), Map.of());
    }

    private static String identity(JsonParser json) {
      String text = amount("id", json);
      if (text.isEmpty() || text.length() > LONGEST_ID) {
        throw wrong("id", "1 to %d characters long".formatted(LONGEST_ID));
      }
      return text;
    }

    private static void requireObject(String name, JsonParser json) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw wrong(name, "an object");
      }
    }

    private static Map<String, String> texts(String name, JsonParser json) {
      requireObject(name, json);
      Map<String, String> all = new LinkedHashMap<>();
      fields(json, (key, value) -> all.put(key, text(name + "." + key, value)));
      return all;
    }

    private static List<String> words(String name, JsonParser json) {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw wrong(name, "a list of texts");
      }
      List<String> all = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        all.add(text(name, json));
      }
      return all;
    }

    /// The names are those of the options of `assay run`.
    private void limit(String name, JsonParser json) {
      String value = amount("limits." + name, json);
      try {
        limits = limited(name, value);
      } catch (SandboxException e) {
        throw Amount.asTyped(e, "limits." + name, value);
      }
    }

    private Limits limited(String name, String value) {
      return switch (name) {
        case "timeout" -> limits.withWall(new Amount.Time().convert(value));
        case "cpu-time" -> limits.withCpuTime(new Amount.Time().convert(value));
        case "cpus" -> limits.withCpus(new Amount.Share().convert(value));
        case "memory" -> limits.withMemoryBytes(new Amount.Size().convert(value));
        case "processes" -> limits.withProcesses(count(value));
        case "disk" -> limits.withDiskBytes(new Amount.Size().convert(value));
        case "disk-files" -> limits.withDiskFiles(new Amount.Count().convert(value));
        case "output" -> limits.withOutputBytes(new Amount.Size().convert(value));
        case "open-files" -> limits.withOpenFiles(count(value));
        default ->
            throw SandboxException.caller(
                "'limits.%s' is not known; known: %s".formatted(name, String.join(", ", LIMITS)));
      };
    }

    private static int count(String value) {
      return Math.clamp(new Amount.Count().convert(value), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
  }
}
