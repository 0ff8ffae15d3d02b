/// Assay's core: opens sandboxes, runs programs in them, says how they ended and what was enforced.
module io.assay {
  requires static transitive org.jspecify;

  exports io.assay;
  exports io.assay.language;
}
