package io.assay.server.mcp;

import io.assay.Assay;
import io.assay.Limits;
import io.assay.Template;
import io.assay.language.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens a sandbox that remembers.
///
/// @param project the folder that its person lets it see, if any
record OpenSandbox(Assay assay, OpenSandboxes sandboxes, Optional<Project> project)
    implements Tool {
  @Override
  public String name() {
    return "open_sandbox";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) throws InterruptedException {
    List<Language> languages =
        arguments.texts("languages").stream().map(Language::named).distinct().toList();
    Limits limits = Submission.memory(arguments, Limits.DEFAULT);
    progress.doing("opening");
    Template template = assay.template(languages.isEmpty() ? List.of(Language.PYTHON) : languages);
    String name = sandboxes.open(withProject(template), limits).name();
    Map<String, Object> structured = new LinkedHashMap<>();
    structured.put("sandbox", name);
    structured.put("template", template.name());
    structured.put("idle_seconds", OpenSandboxes.IDLE.toSeconds());
    String text =
        "%s is open (%s); it is closed after %d minutes without use"
            .formatted(name, template.name(), OpenSandboxes.IDLE.toMinutes());
    if (project.isPresent()) {
      Project shown = project.get();
      structured.put("project", shown.folder().toString());
      structured.put("project_writable", shown.writable());
      text +=
          ". The project is at %s, %s"
              .formatted(shown.folder(), shown.writable() ? "writable" : "read-only");
    }
    return new Answer(text, structured);
  }

  private Template withProject(Template template) {
    return project.map(it -> it.in(template)).orElse(template);
  }
}
