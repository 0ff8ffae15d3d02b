package io.assay.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a Java source file declares at its top: enough to know how to start it, by its words alone.
/// Comments, texts and characters are skipped, whatever is in them.
///
/// @param packageName empty for the unnamed package
/// @param types the types at the top, in order
/// @param compact whether a `main` stands outside of any type
record JavaSource(String packageName, List<Type> types, boolean compact) {
  JavaSource {
    types = List.copyOf(types);
  }

  /// A type at the top of the file.
  ///
  /// @param main whether it has a `main` that takes nothing or strings
  record Type(String name, boolean isPublic, boolean main) {}

  /// The name of the public type; a file has at most one.
  Optional<String> publicType() {
    return types.stream().filter(Type::isPublic).map(Type::name).findFirst();
  }

  /// The full name of the type to start: among those that have a `main` the one called like the
  /// file, else the first.
  Optional<String> mainType(String stem) {
    return types.stream()
        .filter(type -> type.main() && type.name().equals(stem))
        .findFirst()
        .or(() -> types.stream().filter(Type::main).findFirst())
        .map(type -> qualified(type.name()));
  }

  /// The full name of a type of this file.
  String qualified(String type) {
    return packageName.isEmpty() ? type : packageName + "." + type;
  }

  static JavaSource of(String code) {
    List<String> words = words(code);
    StringBuilder packageName = new StringBuilder();
    List<Type> types = new ArrayList<>();
    boolean compact = false;
    boolean isPublic = false;
    String open = "";
    boolean openPublic = false;
    boolean main = false;
    int braces = 0;
    int brackets = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "{" -> braces++;
        case "}" -> {
          braces = Math.max(0, braces - 1);
          if (braces == 0 && !open.isEmpty()) {
            types.add(new Type(open, openPublic, main));
            open = "";
            main = false;
          }
          isPublic = braces == 0 ? false : isPublic;
        }
        case "(" -> brackets++;
        case ")" -> brackets = Math.max(0, brackets - 1);
        case ";" -> isPublic = braces == 0 ? false : isPublic;
        case "public" -> isPublic = braces == 0 || isPublic;
        case "package" -> {
          if (braces == 0 && types.isEmpty() && packageName.isEmpty()) {
            for (i++; i < words.size() && !words.get(i).equals(";"); i++) {
              packageName.append(words.get(i));
            }
          }
        }
        case "class", "interface", "enum", "record" -> {
          if (braces == 0 && brackets == 0 && open.isEmpty() && declares(words, i)) {
            open = words.get(i + 1);
            openPublic = isPublic;
            isPublic = false;
          }
        }
        case "main" -> {
          if (brackets == 0 && starts(words, i)) {
            main |= braces == 1 && !open.isEmpty();
            compact |= braces == 0 && open.isEmpty();
          }
        }
        default -> {}
      }
    }
    if (!open.isEmpty()) {
      types.add(new Type(open, openPublic, main));
    }
    return new JavaSource(packageName.toString(), types, compact);
  }

  /// Whether the word at `i` begins the declaration of a type: not `X.class`, and not a variable
  /// called `record`.
  private static boolean declares(List<String> words, int i) {
    if (i + 2 >= words.size() || (i > 0 && words.get(i - 1).equals("."))) {
      return false;
    }
    String after = words.get(i + 2);
    return Character.isJavaIdentifierStart(words.get(i + 1).charAt(0))
        && (!words.get(i).equals("record") || after.equals("(") || after.equals("<"));
  }

  /// Whether the `main` at `i` is a method that a launcher would start: `void main()` or `void
  /// main(String…)`.
  private static boolean starts(List<String> words, int i) {
    if (i == 0
        || !words.get(i - 1).equals("void")
        || i + 2 >= words.size()
        || !words.get(i + 1).equals("(")) {
      return false;
    }
    if (words.get(i + 2).equals(")")) {
      return true;
    }
    for (int j = i + 2; j < words.size() && !words.get(j).equals(")"); j++) {
      if (words.get(j).equals("String")) {
        return true;
      }
    }
    return false;
  }

  /// The names and the punctuation of `code`.
  private static List<String> words(String code) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < code.length()) {
      char c = code.charAt(at);
      if (code.startsWith("//", at)) {
        at = after(code, "\n", at);
      } else if (code.startsWith("/*", at)) {
        at = after(code, "*/", at + 2);
      } else if (code.startsWith("\"\"\"", at)) {
        at = afterText(code, "\"\"\"", at + 3);
      } else if (c == '"' || c == '\'') {
        at = afterText(code, String.valueOf(c), at + 1);
      } else if (Character.isJavaIdentifierStart(c)) {
        int end = at + 1;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
          end++;
        }
        words.add(code.substring(at, end));
        at = end;
      } else {
        if (!Character.isWhitespace(c)) {
          words.add(String.valueOf(c));
        }
        at++;
      }
    }
    return words;
  }

  private static int after(String code, String end, int from) {
    int at = code.indexOf(end, from);
    return at < 0 ? code.length() : at + end.length();
  }

  /// The place behind the quotes that end a text; a text on one line ends with its line at the
  /// latest.
  private static int afterText(String code, String quotes, int from) {
    for (int at = from; at < code.length(); at++) {
      if (code.charAt(at) == '\\') {
        at++;
      } else if (code.startsWith(quotes, at)) {
        return at + quotes.length();
      } else if (quotes.length() == 1 && code.charAt(at) == '\n') {
        return at + 1;
      }
    }
    return code.length();
  }
}
