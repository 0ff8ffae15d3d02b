package io.assay.validate.docs;

import io.assay.language.Endings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A way of writing documents. A further one is a class of its own, and gets a member here.
interface Format {
  /// Every format; the first that takes a file reads it.
  List<Format> ALL =
      List.of(new Markdown(), new AsciiDoc(), new RestructuredText(), new Notebook());

  /// What else holds code for readers: the comments in files of code.
  Format COMMENTS = new Comments();

  /// Files of code that are examples as a whole.
  Format EXAMPLE = new Example();

  /// The format of a file: a document's, or that of a file of code; empty if it is neither.
  static Optional<Format> of(Path file) {
    String name = file.toString();
    return of(name)
        .or(() -> Comments.language(name).map(_ -> Example.isOne(file) ? EXAMPLE : COMMENTS));
  }

  /// The format of a file of this name; empty if it is no document.
  static Optional<Format> of(String fileName) {
    String ending = Endings.of(fileName);
    return ALL.stream().filter(format -> format.endings().contains(ending)).findFirst();
  }

  /// Every ending, as people write them.
  static String endingsKnown() {
    return Stream.concat(ALL.stream(), Stream.of(COMMENTS))
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
