package io.assay.cli;

import io.assay.SandboxException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// `assay hook`: what is about to be committed is looked at first.
final class HookCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "hook",
              List.of(
                  "assay hook install",
                  "assay hook uninstall",
                  "assay hook run [PATH...] [OPTIONS]"),
              "Looks at what is staged in git before it is committed.")
          .ending(
              "Examples:",
              "  assay hook install",
              "  assay hook run",
              "",
              "install    Has git call 'assay hook run' before each commit, beside what it calls already.",
              "uninstall  Takes that away.",
              "run        Looks at the files that are staged, as they are staged: code must parse, the code in",
              "           documents must run. Exits with 1 if something does not, and nothing is committed.",
              "           Secrets in any text and dangerous calls in code are told, and stop nothing.",
              "",
              "For the framework pre-commit there is .pre-commit-hooks.yaml.");

  @Override
  public Words words() {
    return words;
  }

  @Override
  public Map<String, Supplier<Main.Action>> actions() {
    return Map.of("install", Install::new, "uninstall", Uninstall::new, "run", HookRunCommand::new);
  }

  @Override
  public int act(List<String> rest, Console console) {
    throw SandboxException.caller("which? Known: install, uninstall, run. See 'assay hook --help'");
  }

  static final class Install implements Main.Action {
    private final Words words =
        new Words(
                this,
                "install",
                List.of("assay hook install"),
                "Has git call 'assay hook run' before each commit.")
            .ending("Examples:", "  assay hook install");

    @Override
    public Words words() {
      return words;
    }

    @Override
    public int act(List<String> rest, Console console) {
      Repository repository = Repository.around(console.directory(), console.environment());
      Hook hook = Hook.of(repository);
      boolean changed = hook.install(McpInstallCommand.launcher());
      // Where two are called one after the other, once is enough.
      Hook.all(repository).stream().filter(other -> !other.equals(hook)).forEach(Hook::uninstall);
      console.say("%s calls it %s".formatted(hook.file(), changed ? "now" : "already"));
      return Exit.SUCCESS;
    }
  }

  static final class Uninstall implements Main.Action {
    private final Words words =
        new Words(
                this,
                "uninstall",
                List.of("assay hook uninstall"),
                "Has git not call 'assay hook run' any more.")
            .ending("Examples:", "  assay hook uninstall");

    @Override
    public Words words() {
      return words;
    }

    @Override
    public int act(List<String> rest, Console console) {
      Repository repository = Repository.around(console.directory(), console.environment());
      List<Hook> changed = Hook.all(repository).stream().filter(Hook::uninstall).toList();
      changed.forEach(hook -> console.say(hook.file() + " does not call it any more"));
      if (changed.isEmpty()) {
        console.say(Hook.of(repository).file() + " did not call it");
      }
      return Exit.SUCCESS;
    }
  }
}
