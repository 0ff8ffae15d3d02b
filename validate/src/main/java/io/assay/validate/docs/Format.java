package io.assay.validate.docs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// A way of writing documents. A further one is a class of its own, and gets a member here.
interface Format {
  /// Every format; the first that takes a file reads it.
  List<Format> ALL =
      List.of(new Markdown(), new AsciiDoc(), new RestructuredText(), new Notebook());

  /// The format of a file of this name; empty if it is no document.
  static Optional<Format> of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String ending = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return ALL.stream().filter(format -> format.endings().contains(ending)).findFirst();
  }

  /// Every ending, as people write them.
  static String endingsKnown() {
    return ALL.stream()
        .flatMap(format -> format.endings().stream())
        .map(ending -> "." + ending)
        .collect(Collectors.joining(" "));
  }

  /// The endings of its files, without the dot.
  List<String> endings();

  /// The blocks of a document, in its order.
  ///
  /// @throws Document.Unreadable if it is not written in this format
  List<Block> blocks(Document document) throws Document.Unreadable;
}
