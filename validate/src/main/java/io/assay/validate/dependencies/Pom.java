package io.assay.validate.dependencies;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads Maven's `pom.xml` by its tags: what else stands in it, and whether Maven would take it, is
/// Maven's to say.
final class Pom {
  private static final Pattern TAG =
      Pattern.compile("<!--|<(?<end>/?)(?<name>[A-Za-z][\\w.-]*+)[^<>]*+>");

  /// The parts of a name, and what says which release is meant.
  private static final Set<String> PARTS = Set.of("groupId", "artifactId", "version");

  /// A property by which the project's own group is named.
  private static final Pattern OWN_GROUP =
      Pattern.compile("\\$\\{(?:(?:project|pom)\\.)?(?:parent\\.)?groupId\\}");

  private static final Pattern PROPERTY = Pattern.compile("\\$\\{(?<name>[^{}]++)\\}");

  /// Properties whose values are properties, one behind the other, that are followed.
  private static final int MOST_FOLLOWED = 5;

  /// An element, and what stands in those right below it that matter.
  private record Element(String name, int line, Map<String, String> parts) {}

  private final String file;
  private final List<Element> dependencies = new ArrayList<>();
  private final Map<String, String> properties = new HashMap<>();
  private Map<String, String> project = Map.of();
  private Map<String, String> parent = Map.of();

  Pom(String file, String text) {
    this.file = file;
    read(text);
  }

  private void read(String text) {
    Deque<Element> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(text);
    int line = 1;
    int counted = 0;
    int last = 0;
    for (int from = 0; tag.find(from); from = last) {
      for (; counted < tag.start(); counted++) {
        line += text.charAt(counted) == '\n' ? 1 : 0;
      }
      if (tag.group("name") == null) {
        int end = text.indexOf("-->", tag.end());
        if (end < 0) {
          return;
        }
        last = end + "-->".length();
      } else if (!tag.group("end").isEmpty()) {
        if (!open.isEmpty()) {
          close(open.pop(), open.peek(), text.substring(last, tag.start()).strip());
        }
        last = tag.end();
      } else {
        last = tag.end();
        if (text.charAt(last - 2) != '/') {
          open.push(new Element(tag.group("name"), line, new HashMap<>()));
        }
      }
    }
  }

  private void close(Element element, Element around, String value) {
    switch (element.name()) {
      case "dependency" -> dependencies.add(element);
      case "project" -> project = element.parts();
      case "parent" -> parent = element.parts();
      default -> {
        if (around != null && around.name().equals("properties")) {
          properties.put(element.name(), value);
        } else if (around != null && PARTS.contains(element.name())) {
          around.parts().put(element.name(), value);
        }
      }
    }
  }

  /// The name by which other projects ask for this one.
  Optional<String> own() {
    String artifact = project.getOrDefault("artifactId", "");
    return group().isEmpty() || artifact.isEmpty()
        ? Optional.empty()
        : Optional.of(group() + ":" + artifact);
  }

  private String group() {
    return project.getOrDefault("groupId", parent.getOrDefault("groupId", ""));
  }

  /// Adds what it asks for, in whatever profile, and what it only says the version of.
  void dependencies(List<Dependency> found) {
    for (Element one : dependencies) {
      String named = one.parts().getOrDefault("groupId", "");
      String group = OWN_GROUP.matcher(named).matches() ? group() : followed(named);
      String artifact = followed(one.parts().getOrDefault("artifactId", ""));
      if (!group.isEmpty() && !artifact.isEmpty() && !(group + artifact).contains("${")) {
        found.add(
            new Dependency(
                Ecosystem.MAVEN,
                group + ":" + artifact,
                Manifests.exact(followed(one.parts().getOrDefault("version", ""))),
                file,
                one.line()));
      }
    }
  }

  /// The value that a property stands for, if `value` is one of this file's.
  private String followed(String value) {
    String now = value;
    for (int i = 0; i < MOST_FOLLOWED; i++) {
      Matcher property = PROPERTY.matcher(now);
      if (!property.matches()) {
        break;
      }
      now = properties.getOrDefault(property.group("name"), now);
    }
    return now;
  }
}
