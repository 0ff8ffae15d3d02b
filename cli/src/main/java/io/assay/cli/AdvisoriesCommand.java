package io.assay.cli;

import io.assay.Assay;
import io.assay.SandboxException;
import io.assay.validate.dependencies.Advisories;
import io.assay.validate.dependencies.AdvisoryUpdate;
import io.assay.validate.dependencies.Ecosystem;
import io.assay.validate.dependencies.PopularList;
import io.assay.validate.packages.Providers;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// `assay advisories`: the public data that the gate `dependencies` holds packages against.
final class AdvisoriesCommand implements Main.Action {
  private final Words words =
      new Words(
              this,
              "advisories",
              List.of("assay advisories", "assay advisories update [ECOSYSTEM...] [OPTIONS]"),
              "Says what is known here of packages that do harm, and brings what is new.")
          .ending(
              "",
              "update  Brings the public advisories of OSV (https://osv.dev), those about malicious packages",
              "        among them, and the names of popular packages from ecosyste.ms. No registry is asked.",
              "",
              "Examples:",
              "  assay advisories update",
              "  assay advisories update PyPI npm",
              "  assay advisories update --from ./osv");

  @Override
  public Words words() {
    return words;
  }

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
              .orElse("%-10s no advisories".formatted(ecosystem.word())));
      advisories.heldPopular(ecosystem).map(AdvisoriesCommand::toldPopular).ifPresent(out::println);
      out.println(
          "%-10s %d well-known packages of %s, from this build (Apache-2.0)"
              .formatted(ecosystem.word(), ecosystem.wellKnown().size(), Providers.DATE));
    }
    return Exit.SUCCESS;
  }

  private static Advisories here() {
    return Advisories.in(Assay.state());
  }

  private static String told(Advisories.Held held) {
    return "%-10s %d advisories of %s, from %s (by source: CC-BY 4.0, CC0 1.0, Apache-2.0)"
        .formatted(held.ecosystem().word(), held.count(), held.date(), held.source());
  }

  private static String toldPopular(Advisories.Held held) {
    return "%-10s %d popular packages of %s, from %s (%s)"
        .formatted(
            held.ecosystem().word(),
            held.count(),
            held.date(),
            held.source(),
            PopularList.isSource(held.source()) ? PopularList.LICENCE : "the licence is its own");
  }

  static final class Update implements Main.Action {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Words words =
        new Words(
                this,
                "update",
                List.of("assay advisories update [ECOSYSTEM...] [OPTIONS]"),
                "Brings the public advisories of OSV, and the names of popular packages.")
            .ending(
                "Examples:",
                "  assay advisories update",
                "  assay advisories update PyPI npm",
                "  assay advisories update --from ./osv");

    private final Words.Value<List<String>> names =
        words.parameters("0..*", "ECOSYSTEM", "PyPI, npm, Go, crates.io, Maven (default: all).");

    private final Words.Value<String> from =
        words.text(
            "PLACE",
            "An address or a folder below which lies ECOSYSTEM/all.zip, as OSV publishes it, and maybe"
                + " ECOSYSTEM/popular.json, a list of names, the most popular first (default: "
                + AdvisoryUpdate.SOURCE
                + " and packages.ecosyste.ms).",
            "--from");

    @Override
    public Words words() {
      return words;
    }

    @Override
    public int act(List<String> rest, Console console) throws InterruptedException {
      List<Ecosystem> wanted =
          names.get().isEmpty()
              ? Arrays.asList(Ecosystem.values())
              : names.or(List.of()).stream().map(Update::ecosystem).toList();
      AdvisoryUpdate update = new AdvisoryUpdate(here(), PATIENCE, console::say);
      String named = from.or(AdvisoryUpdate.SOURCE);
      String place =
          named.matches("https?://.*")
              ? named.replaceFirst("/+$", "")
              : console.directory().resolve(named).toString();
      for (Ecosystem ecosystem : wanted) {
        console.outWriter().println(told(update.update(ecosystem, place)));
      }
      for (Ecosystem ecosystem : wanted) {
        String list =
            from.get().isEmpty()
                ? PopularList.source(ecosystem)
                : place + "/" + ecosystem.word() + "/popular.json";
        update
            .updatePopular(ecosystem, list)
            .ifPresentOrElse(
                held -> console.outWriter().println(toldPopular(held)),
                () ->
                    console.say(
                        "no popular packages of %s at '%s'; what was here before is kept"
                            .formatted(ecosystem.word(), list)));
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
