package io.assay.cli;

import io.assay.Bytes;
import io.assay.Reason;
import io.assay.Recipe;
import io.assay.SandboxException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// Finds what `--template` names: a folder with a `template.toml`, or one of those that come with
/// Assay.
final class Recipes {
  private static final String FILE = "template.toml";
  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of("requirements", "files", "make", "made", "preload"));

  /// Those that come with Assay, in `templates/`.
  private static final List<String> OWN = List.of("iris", "python-data");

  private static final long MOST_BYTES = 64L << 20;

  private final String named;
  private final Contents contents;

  private Recipes(String named, Contents contents) {
    this.named = named;
    this.contents = contents;
  }

  /// Where the files of a recipe come from.
  private interface Contents {
    InputStream open(String file) throws IOException;
  }

  /// The recipe of that name; empty if there is none.
  ///
  /// @param directory what a relative path is relative to
  /// @throws SandboxException blaming the caller if it says what has no meaning
  static Optional<Recipe> find(String name, Path directory) {
    return OWN.contains(name)
            || Files.isRegularFile(directory.resolve(Sources.path(name)).resolve(FILE))
        ? Optional.of(named(name, directory))
        : Optional.empty();
  }

  /// The recipe of that name.
  ///
  /// @param directory what a relative path is relative to
  /// @throws SandboxException blaming the caller if there is none, or it says what has no meaning
  static Recipe named(String name, Path directory) {
    if (OWN.contains(name)) {
      return new Recipes(name, file -> own(name + "/" + file)).read(name);
    }
    Path folder = directory.resolve(name).normalize();
    if (!Files.isRegularFile(folder.resolve(FILE))) {
      throw SandboxException.caller(
          "--template '%s' is no folder with a %s, and none of Assay's own: %s"
              .formatted(name, FILE, String.join(", ", OWN)));
    }
    Path last = folder.getFileName();
    return new Recipes(name, file -> Files.newInputStream(inside(folder, file)))
        .read(last == null ? "" : last.toString());
  }

  /// A file of the folder. A template may be somebody else's: it has no other file of this host
  /// read.
  private static Path inside(Path folder, String file) throws IOException {
    Path found = folder.resolve(file).toRealPath();
    if (!found.startsWith(folder.toRealPath())) {
      throw new IOException("it lies outside of the template's folder");
    }
    return found;
  }

  private static InputStream own(String file) throws IOException {
    InputStream in = Recipes.class.getResourceAsStream("templates/" + file);
    if (in == null) {
      throw new IOException("this build of Assay lacks its resource " + file);
    }
    return in;
  }

  private Recipe read(String name) {
    JsonNode all;
    try {
      all = new TomlMapper().readTree(content(FILE).text());
    } catch (JacksonException e) {
      throw wrong(e.getOriginalMessage());
    }
    for (String field : all.propertyNames()) {
      if (!KNOWN.contains(field)) {
        throw wrong("'%s' is not known; known: %s".formatted(field, String.join(", ", KNOWN)));
      }
    }
    SortedMap<String, Bytes> files = new TreeMap<>();
    texts(all, "files").forEach(file -> files.put(file, content(file)));
    return new Recipe(
        name,
        text(all, "requirements").map(file -> content(file).text()).orElse(""),
        files,
        text(all, "make").orElse(""),
        texts(all, "made"),
        texts(all, "preload"));
  }

  private Bytes content(String file) {
    try (InputStream in = contents.open(file)) {
      byte[] bytes = in.readNBytes((int) MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw wrong("'%s' has more than %s".formatted(file, Amount.text(MOST_BYTES)));
      }
      return Bytes.copyOf(bytes);
    } catch (IOException e) {
      throw wrong("cannot read '%s': %s".formatted(file, Reason.of(e)));
    }
  }

  private Optional<String> text(JsonNode table, String name) {
    JsonNode value = table.path(name);
    if (!value.isMissingNode() && (!value.isString() || value.asString().isBlank())) {
      throw wrong("'%s' is a text".formatted(name));
    }
    return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
  }

  private List<String> texts(JsonNode table, String name) {
    JsonNode value = table.path(name);
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      texts.add(element.asString(""));
    }
    if (!value.isMissingNode() && (!value.isArray() || texts.contains(""))) {
      throw wrong("'%s' is a list of texts: [\"…\"]".formatted(name));
    }
    return texts;
  }

  private SandboxException wrong(String what) {
    return SandboxException.caller("template '%s', %s: %s".formatted(named, FILE, what));
  }
}
