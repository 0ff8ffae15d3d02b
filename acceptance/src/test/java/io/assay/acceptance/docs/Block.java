package io.assay.acceptance.docs;

import io.assay.acceptance.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A fenced block of a document.
///
/// @param document the document's path from the root of the checkout
/// @param line the line of its first fence
/// @param kind what stands on that fence: `sh`, `json`, `text`
/// @param text what is in it
record Block(String document, int line, String kind, String text) {
  static final Path CHECKOUT = Product.file("..").normalize();

  /// The blocks of the documents that users and contributors read, in their order.
  static List<Block> all() {
    return documents().flatMap(document -> of(document).stream()).toList();
  }

  private static Stream<Path> documents() {
    Stream<Path> top =
        Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(CHECKOUT::resolve);
    Stream<Path> docs =
        Product.entries(CHECKOUT.resolve("docs")).stream()
            .filter(file -> file.toString().endsWith(".md"));
    return Stream.concat(top.filter(Files::exists), docs);
  }

  private static List<Block> of(Path document) {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Product.read(document).lines().toList();
    String name = CHECKOUT.relativize(document).toString();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith("```")) {
        int end = at + 1;
        while (end < lines.size() && !lines.get(end).equals("```")) {
          end++;
        }
        String text = String.join("\n", lines.subList(at + 1, end)) + "\n";
        blocks.add(new Block(name, at + 1, lines.get(at).substring(3).strip(), text));
        at = end;
      }
    }
    return blocks;
  }

  @Override
  public String toString() {
    return document + ":" + line + " " + kind;
  }
}
