package io.assay.server.mcp;

import io.assay.Assay;
import io.assay.language.Discovery;
import io.assay.language.Language;
import io.assay.language.Toolchain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says which languages run here.
record ListLanguages(Assay assay) implements Tool {
  @Override
  public String name() {
    return "list_languages";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> all = new ArrayList<>();
    progress.doing("looking for the tools of every language");
    for (Map.Entry<Language, Discovery> found : assay.discover().entrySet()) {
      Language language = found.getKey();
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("name", language.name());
      switch (found.getValue()) {
        case Discovery.Found(Toolchain toolchain) -> {
          one.put("found", true);
          one.put("version", toolchain.version());
          lines.add(language.name() + " " + toolchain.version());
        }
        case Discovery.Missing(String what, String remedy) -> {
          one.put("found", false);
          one.put("wrong", what);
          one.put("remedy", remedy);
          lines.add("%s is missing: %s. To get it: %s".formatted(language.name(), what, remedy));
        }
      }
      all.add(one);
    }
    return new Answer(String.join("\n", lines), Map.of("languages", all));
  }
}
