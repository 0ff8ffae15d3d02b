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
    return read(document).finished(false);
  }

  /// The same, with the outputs that are stored behind the cells.
  List<Block> blocksAndOutputs(Document document) throws Document.Unreadable {
    return read(document).finished(true);
  }

  private static Reading read(Document document) throws Document.Unreadable {
    Reading reading = new Reading();
    try (JsonParser json =
        FACTORY.createParser(ObjectReadContext.empty(), String.join("\n", document.lines()))) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        reading.notebook(json);
      }
    } catch (JacksonException e) {
      throw new Document.Unreadable("it is no notebook: " + e.getOriginalMessage());
    }
    return reading;
  }

  /// What the tags mean by which notebooks say what tools that run them should make of a cell.
  static final Map<String, String> TAGS =
      Map.of("raises-exception", "should_fail", "skip-execution", "ignore");

  /// @param output what was printed and shown when it ran last
  /// @param hasRun whether it did
  private record Cell(
      int line, List<String> words, List<Line> lines, List<Line> output, boolean hasRun) {}

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
      List<Line> output = new ArrayList<>();
      boolean code = false;
      boolean hasRun = false;
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "cell_type" ->
              code = value == JsonToken.VALUE_STRING && json.getString().equals("code");
          case "source" -> text(json, value, lines);
          case "execution_count" -> hasRun = value == JsonToken.VALUE_NUMBER_INT;
          case "outputs" -> outputs(json, value, output);
          case "metadata" -> tags(json, value, words);
          default -> json.skipChildren();
        }
      }
      if (code && !lines.isEmpty()) {
        cells.add(new Cell(line, words, lines, output, hasRun));
      }
    }

    /// A text, or an array of its lines.
    private static void text(JsonParser json, JsonToken value, List<Line> lines) {
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

    private static void outputs(JsonParser json, JsonToken value, List<Line> lines) {
      if (value != JsonToken.START_ARRAY) {
        json.skipChildren();
        return;
      }
      while (json.nextToken() == JsonToken.START_OBJECT) {
        output(json, lines);
      }
    }

    /// A stream, the value of the last expression, or an error as Python's prompt tells it.
    private static void output(JsonParser json, List<Line> lines) {
      String type = "";
      String error = "";
      int number = json.currentTokenLocation().getLineNr();
      List<Line> own = new ArrayList<>();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        switch (name) {
          case "output_type" -> type = word(json, value);
          case "text" -> text(json, value, own);
          case "data" -> plain(json, value, own);
          case "ename" -> error = word(json, value) + error;
          case "evalue" -> {
            String message = word(json, value);
            error += message.isEmpty() ? "" : ": " + message;
          }
          default -> json.skipChildren();
        }
      }
      switch (type) {
        case "stream", "execute_result" -> lines.addAll(own);
        case "error" -> {
          lines.add(new Line(PythonSession.TRACEBACK, number, 0));
          error.lines().forEach(line -> lines.add(new Line(line, number, 0)));
        }
        default -> {}
      }
    }

    private static String word(JsonParser json, JsonToken value) {
      json.skipChildren();
      return value == JsonToken.VALUE_STRING ? json.getString() : "";
    }

    private static void plain(JsonParser json, JsonToken value, List<Line> lines) {
      if (value != JsonToken.START_OBJECT) {
        json.skipChildren();
        return;
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean plain = json.currentName().equals("text/plain");
        JsonToken data = json.nextToken();
        if (plain) {
          text(json, data, lines);
        } else {
          json.skipChildren();
        }
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

    /// @param compares whether outputs are blocks, too
    List<Block> finished(boolean compares) {
      List<Block> blocks = new ArrayList<>();
      for (Cell cell : cells) {
        String first = cell.lines().getFirst().text();
        // %%bash: another language, in a process of its own.
        boolean other = first.startsWith("%%");
        List<String> words = new ArrayList<>(List.of(other ? "alone" : "group=notebook"));
        words.addAll(cell.words());
        boolean shown = compares && !other && language.equals("python");
        blocks.add(
            new Block(
                cell.line(),
                other
                    ? first.substring(2).strip().split("\\s", 2)[0]
                    : shown ? NotebookSession.LABEL : language,
                words,
                cell.lines().stream().map(Reading::withoutMagic).toList(),
                Block.Before.OTHER));
        if (compares && !other && (cell.hasRun() || !cell.output().isEmpty())) {
          int line = cell.output().isEmpty() ? cell.line() : cell.output().getFirst().number();
          blocks.add(new Block(line, "", List.of("output"), cell.output(), Block.Before.OTHER));
        }
      }
      return blocks;
    }

    /// `%matplotlib inline` and `!pip install x` are the kernel's, not the language's.
    private static Line withoutMagic(Line line) {
      return line.text().startsWith("%") || line.text().startsWith("!") ? line.withText("") : line;
    }
  }
}
