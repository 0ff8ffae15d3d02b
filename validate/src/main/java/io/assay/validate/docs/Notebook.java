package io.assay.validate.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Jupyter's notebooks (nbformat 4): the code cells go on one after the other, as a kernel has
/// them. Lines are the file's, in which each line of a cell usually has its own.
final class Notebook implements Format {
  private static final JsonFactory FACTORY = new JsonFactory();

  @Override
  public List<String> endings() {
    return List.of("ipynb");
  }

  @Override
  public List<Block> blocks(Document document) throws Document.Unreadable {
    Reading reading = new Reading();
    try (JsonParser json =
        FACTORY.createParser(ObjectReadContext.empty(), String.join("\n", document.lines()))) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        reading.notebook(json);
      }
    } catch (JacksonException e) {
      throw new Document.Unreadable("it is no notebook: " + e.getOriginalMessage());
    }
    return reading.finished();
  }

  /// What the tags mean by which notebooks say what tools that run them should make of a cell.
  private static final Map<String, String> TAGS =
      Map.of("raises-exception", "should_fail", "skip-execution", "ignore");

  private record Cell(int line, List<String> words, List<Line> lines) {}

  /// One walk over a notebook.
  private static final class Reading {
    private final List<Cell> cells = new ArrayList<>();
    private String language = "python";

    void notebook(JsonParser json) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("cells") && value == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            cell(json);
          }
        } else if (name.equals("metadata") && value == JsonToken.START_OBJECT) {
          metadata(json);
        } else {
          json.skipChildren();
        }
      }
    }

    private void metadata(JsonParser json) {
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        boolean info = name.equals("language_info") || name.equals("kernelspec");
        if (json.nextToken() == JsonToken.START_OBJECT && info) {
          while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = json.currentName();
            boolean names = key.equals(name.equals("kernelspec") ? "language" : "name");
            if (json.nextToken() == JsonToken.VALUE_STRING && names) {
              language = json.getString().toLowerCase(Locale.ROOT);
            } else {
              json.skipChildren();
            }
          }
        } else {
          json.skipChildren();
        }
      }
    }

    private void cell(JsonParser json) {
      int line = json.currentTokenLocation().getLineNr();
      List<String> words = new ArrayList<>();
      List<Line> lines = new ArrayList<>();
      boolean code = false;
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "cell_type" ->
              code = value == JsonToken.VALUE_STRING && json.getString().equals("code");
          case "source" -> source(json, value, lines);
          case "metadata" -> tags(json, value, words);
          default -> json.skipChildren();
        }
      }
      if (code && !lines.isEmpty()) {
        cells.add(new Cell(line, words, lines));
      }
    }

    /// A text, or an array of its lines.
    private static void source(JsonParser json, JsonToken value, List<Line> lines) {
      if (value == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.VALUE_STRING) {
          add(json, lines);
        }
      } else if (value == JsonToken.VALUE_STRING) {
        add(json, lines);
      } else {
        json.skipChildren();
      }
    }

    private static void add(JsonParser json, List<Line> lines) {
      int number = json.currentTokenLocation().getLineNr();
      int column = json.currentTokenLocation().getColumnNr();
      json.getString().lines().forEach(text -> lines.add(new Line(text, number, column)));
    }

    private static void tags(JsonParser json, JsonToken value, List<String> words) {
      if (value != JsonToken.START_OBJECT) {
        json.skipChildren();
        return;
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean tags = json.currentName().equals("tags");
        if (json.nextToken() == JsonToken.START_ARRAY && tags) {
          while (json.nextToken() == JsonToken.VALUE_STRING) {
            String word = TAGS.get(json.getString());
            if (word != null) {
              words.add(word);
            }
          }
        } else {
          json.skipChildren();
        }
      }
    }

    List<Block> finished() {
      List<Block> blocks = new ArrayList<>();
      for (Cell cell : cells) {
        String first = cell.lines().getFirst().text();
        // %%bash: another language, in a process of its own.
        boolean other = first.startsWith("%%");
        List<String> words = new ArrayList<>(List.of(other ? "alone" : "group=notebook"));
        words.addAll(cell.words());
        blocks.add(
            new Block(
                cell.line(),
                other ? first.substring(2).strip().split("\\s", 2)[0] : language,
                words,
                cell.lines().stream().map(Reading::withoutMagic).toList(),
                Block.Before.OTHER));
      }
      return blocks;
    }

    /// `%matplotlib inline` and `!pip install x` are the kernel's, not the language's.
    private static Line withoutMagic(Line line) {
      return line.text().startsWith("%") || line.text().startsWith("!") ? line.withText("") : line;
    }
  }
}
