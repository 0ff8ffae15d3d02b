package io.assay.cli;

import io.assay.Assay;
import io.assay.SandboxException;
import io.assay.validate.dependencies.Advisories;
import io.assay.validate.dependencies.AdvisoryUpdate;
import io.assay.validate.dependencies.Ecosystem;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `assay advisories`: the public data that the gate `dependencies` holds packages against.
@Command(
    name = "advisories",
    description = "Says what is known here of packages that do harm, and brings what is new.",
    customSynopsis = {"assay advisories", "assay advisories update [ECOSYSTEM...] [OPTIONS]"},
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "update  Brings the public advisories of OSV (https://osv.dev), those about malicious packages",
      "        among them, each under its own licence (CC-BY 4.0 and others). No registry is asked.",
      "",
      "Examples:",
      "  assay advisories update",
      "  assay advisories update PyPI npm",
      "  assay advisories update --from ./osv"
    })
final class AdvisoriesCommand implements Main.Action {
  @Override
  public Map<String, Supplier<Main.Action>> actions() {
    return Map.of("update", Update::new);
  }

  @Override
  public int act(List<String> rest, Console console) {
    Advisories advisories = here();
    PrintWriter out = console.outWriter();
    for (Ecosystem ecosystem : Ecosystem.values()) {
      out.println(
          advisories
              .held(ecosystem)
              .map(AdvisoriesCommand::told)
              .orElse("%-10s nothing".formatted(ecosystem.word())));
    }
    return Exit.SUCCESS;
  }

  private static Advisories here() {
    return Advisories.in(Assay.state());
  }

  private static String told(Advisories.Held held) {
    return "%-10s %d of %s, from %s"
        .formatted(held.ecosystem().word(), held.count(), held.date(), held.source());
  }

  @Command(
      name = "update",
      description = "Brings the public advisories of OSV.",
      customSynopsis = "assay advisories update [ECOSYSTEM...] [OPTIONS]",
      parameterListHeading = "%n",
      optionListHeading = "%nOptions:%n")
  static final class Update implements Main.Action {
    @Parameters(
        arity = "0..*",
        paramLabel = "ECOSYSTEM",
        description = "PyPI, npm, Go, crates.io, Maven (default: all).")
    private List<String> names = List.of();

    @Option(
        names = "--from",
        paramLabel = "PLACE",
        description =
            "An address or a folder below which lies ECOSYSTEM/all.zip, as OSV publishes it (default: "
                + AdvisoryUpdate.SOURCE
                + ").")
    private String from = AdvisoryUpdate.SOURCE;

    @Override
    public int act(List<String> rest, Console console) throws InterruptedException {
      List<Ecosystem> wanted =
          names.isEmpty()
              ? Arrays.asList(Ecosystem.values())
              : names.stream().map(Update::ecosystem).toList();
      AdvisoryUpdate update = new AdvisoryUpdate(here(), console::say);
      String place =
          from.matches("https?://.*")
              ? from.replaceFirst("/+$", "")
              : console.directory().resolve(from).toString();
      for (Ecosystem ecosystem : wanted) {
        console.outWriter().println(told(update.update(ecosystem, place)));
      }
      return Exit.SUCCESS;
    }

    private static Ecosystem ecosystem(String name) {
      Optional<Ecosystem> ecosystem = Ecosystem.named(name);
      return ecosystem.orElseThrow(() ->
          SandboxException.caller(
              "'%s' is no ecosystem; known: %s".formatted(name, Ecosystem.known())));
    }
  }
}
