package io.assay.validate.dependencies;

import io.assay.language.Language;
import io.assay.validate.Examination;
import io.assay.validate.Finding;
import io.assay.validate.Verdict;
import io.assay.validate.errors.Category;
import io.assay.validate.packages.Providers;
import io.assay.validate.packages.Spelling;
import io.assay.validate.reading.Import;
import io.assay.validate.reading.Import.Origin;
import io.assay.validate.reading.NodeModules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a change depends on, held against what is known of it.
public final class Dependencies {
  /// What a set-up script does that does more than to describe.
  private static final Pattern ACTIVE =
      Pattern.compile(
          "\\b(?:subprocess|os\\.system|urllib|requests|socket|exec\\(|eval\\(|cmdclass)");

  /// Advisories that are named in one finding.
  private static final int MOST_NAMED = 3;

  /// Characters of a name that is taken for a slip where nothing else is known.
  private static final int SHORTEST = 5;

  private final Advisories advisories;
  private final List<Dependency> declared;
  private final List<Dependency> imported;

  /// What need not be fetched: it is installed, the change's own, or can be done without.
  private final Set<String> spared;

  /// What lies among the change's own files, as npm installs it.
  private final Set<String> installed;

  private final List<Finding> rejected = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();

  private Dependencies(
      Advisories advisories,
      List<Dependency> declared,
      List<Dependency> imported,
      Set<String> spared,
      Set<String> installed) {
    this.advisories = advisories;
    this.declared = declared;
    this.imported = imported;
    this.spared = spared;
    this.installed = installed;
  }

  /// What a change asks for: in the files that name dependencies, and by imports of what is no part
  /// of its language nor of the change.
  public static Dependencies of(Examination examination) throws InterruptedException {
    Map<String, String> texts = new TreeMap<>();
    Set<String> installed = new TreeSet<>();
    for (String file : examination.change().program().files().keySet()) {
      if (Manifests.reads(file)) {
        texts.put(file, Manifests.plain(examination.text(file)));
      }
      NodeModules.packageOf(file).map(Ecosystem.NPM::normal).ifPresent(installed::add);
    }
    texts.forEach((file, text) -> {
      if (file.endsWith("package-lock.json")) {
        new PackageJson(file, text)
            .renamed()
            .forEach((folder, name) -> {
              if (installed.contains(Ecosystem.NPM.normal(folder))) {
                installed.add(Ecosystem.NPM.normal(name));
              }
            });
      }
    });
    List<Dependency> imported = new ArrayList<>();
    Set<String> spared = new TreeSet<>(Manifests.own(texts));
    Language language = examination.change().language();
    Optional<Ecosystem> ecosystem = Ecosystem.of(language);
    Optional<Providers> providers = Providers.of(language);
    for (Import one : ecosystem.isEmpty() ? List.<Import>of() : examination.reading().imports()) {
      if (one.origin() == Origin.MISSING || one.origin() == Origin.INSTALLED) {
        Dependency dependency = dependency(one, ecosystem.get(), providers);
        imported.add(dependency);
        if (one.origin() == Origin.INSTALLED || one.optional()) {
          spared.add(dependency.normal());
        }
      }
    }
    Dependencies all =
        new Dependencies(
            Advisories.in(examination.assay().stateFolder()),
            Manifests.read(texts),
            imported,
            spared,
            installed);
    all.lookAtInstallation(texts);
    return all;
  }

  private static Dependency dependency(
      Import one, Ecosystem ecosystem, Optional<Providers> providers) {
    String name =
        providers
            .flatMap(known -> known.packageOf(one.module()))
            .orElseGet(() -> ecosystem.packageOf(one.module()));
    return new Dependency(ecosystem, name, Optional.empty(), one.file(), one.line());
  }

  /// What code runs by itself when the change is installed.
  private void lookAtInstallation(Map<String, String> texts) {
    texts.forEach((file, text) -> {
      if (file.equals("package.json")) {
        for (PackageJson.Script script : new PackageJson(file, text).scripts()) {
          warnings.add(
              found("install-script", "npm runs '" + script.name() + "' when it is installed")
                  .at(file, script.line(), 0)
                  .suggesting("do it in a build step that is asked for, or leave it out"));
        }
      } else if (file.equals("package-lock.json")) {
        for (PackageJson.Script one : new PackageJson(file, text).installing()) {
          warnings.add(
              found("install-script", "'" + one.name() + "' runs code when it is installed")
                  .at(file, one.line(), 0)
                  .suggesting("install with --ignore-scripts, unless it is needed"));
        }
      } else if (file.equals("build.rs") && texts.containsKey("Cargo.toml")) {
        warnings.add(
            found("install-script", "cargo runs it when the package is built, or installed")
                .at(file, 1, 0)
                .suggesting("leave it out where nothing has to be made before compiling"));
      } else if (file.equals("setup.py") && ACTIVE.matcher(text).find()) {
        warnings.add(
            found("install-script", "it runs code of its own when it is installed")
                .at(file, 1, 0)
                .suggesting("describe the package in pyproject.toml"));
      }
    });
  }

  private static Finding found(String rule, String message) {
    return Finding.of("dependencies/" + rule, message).in(Category.IMPORT);
  }

  /// What is to be said of it.
  public Verdict verdict() {
    Map<Ecosystem, List<Dependency>> byPlace = new TreeMap<>();
    for (Collection<Dependency> some : List.of(declared, imported)) {
      some.forEach(it -> byPlace.computeIfAbsent(it.ecosystem(), _ -> new ArrayList<>()).add(it));
    }
    Set<String> unheard = new LinkedHashSet<>();
    byPlace.forEach((ecosystem, some) -> {
      if (advisories.held(ecosystem).isPresent()) {
        judge(ecosystem, some);
      } else if (some.stream().anyMatch(it -> !isThere(it))) {
        unheard.add(ecosystem.word());
      }
    });
    if (rejected.isEmpty() && !unheard.isEmpty()) {
      return new Verdict.Undecided(
          "nothing is known here of the packages of %s; 'assay advisories update' brings public data%s"
              .formatted(String.join(" and ", unheard), slips(byPlace)));
    }
    return Verdict.of(rejected, warnings);
  }

  /// What can be said without data: which names are one slip away from a well-known one.
  private String slips(Map<Ecosystem, List<Dependency>> byPlace) {
    List<String> found = new ArrayList<>();
    byPlace.forEach((ecosystem, some) -> {
      Popular popular = Popular.of(ecosystem, advisories);
      for (Dependency one : some) {
        if (!popular.known().contains(one.normal()) && !isThere(one)) {
          meant(one, popular)
              .map(it -> "'%s' (%s) is nearly '%s'".formatted(one.name(), place(one), it))
              .filter(it -> !found.contains(it))
              .ifPresent(found::add);
        }
      }
    });
    return found.stream().limit(MOST_NAMED).map(it -> "; " + it).collect(Collectors.joining());
  }

  private static String place(Dependency one) {
    return one.line() > 0 ? one.file() + ":" + one.line() : one.file();
  }

  /// The well-known name that one slip of a hand makes of a package's, in names so long that few
  /// others are as near.
  private static Optional<String> meant(Dependency one, Popular popular) {
    String name = one.normal();
    return name.length() < SHORTEST
        ? Optional.empty()
        : popular.meant().near(name).stream()
            .filter(it -> Spelling.distance(name, it, 1) <= 1)
            .findFirst();
  }

  private boolean isThere(Dependency one) {
    return spared.contains(one.normal())
        || (one.ecosystem() == Ecosystem.NPM && installed.contains(one.normal()));
  }

  private void judge(Ecosystem ecosystem, List<Dependency> dependencies) {
    Map<String, List<Advisory>> known =
        advisories
            .about(
                ecosystem,
                dependencies.stream().map(Dependency::normal).collect(Collectors.toSet()))
            .stream()
            .collect(Collectors.groupingBy(Advisory::name));
    Popular popular = Popular.of(ecosystem, advisories);
    Set<String> told = new TreeSet<>();
    for (Dependency one : dependencies) {
      // A manifest and a lock name the same package, and many files import it.
      if (told.add(one.normal() + " " + one.version().orElse(""))) {
        judge(one, known.getOrDefault(one.normal(), List.of()), popular);
      }
    }
  }

  private void judge(Dependency one, List<Advisory> known, Popular popular) {
    List<Advisory> harmful =
        known.stream().filter(Advisory::isMalicious).filter(it -> concerns(it, one)).toList();
    if (!harmful.isEmpty()) {
      List<String> near = popular.meant().near(one.normal());
      String advice =
          near.isEmpty()
              ? "do not install it; where it was, the machine is to be taken as compromised"
              : "did you mean '" + near.getFirst() + "'?";
      rejected.add(
          at(one, "malicious", "is known to be malicious: " + ids(harmful)).suggesting(advice));
      return;
    }
    List<Advisory> partly =
        known.stream().filter(it -> it.isMalicious() && one.version().isEmpty()).toList();
    if (!partly.isEmpty()) {
      warnings.add(
          at(
                  one,
                  "malicious-versions",
                  "has versions that are known to be malicious: " + ids(partly))
              .suggesting("name one version that is none of these: " + versions(partly)));
    }
    List<Advisory> weak =
        known.stream().filter(it -> !it.isMalicious() && concerns(it, one)).toList();
    if (!weak.isEmpty() && one.version().isPresent()) {
      Finding finding = at(one, "vulnerable", "is known to be vulnerable: " + ids(weak));
      warnings.add(
          weak.stream()
              .flatMap(it -> it.fixedBehind(one.version().get()).stream())
              .max(Versions::compare)
              .map(fixed -> finding.suggesting("take version " + fixed + " or a later one"))
              .orElse(finding));
    }
    boolean heardOf =
        popular.known().contains(one.normal())
            || spared.contains(one.normal())
            || NodeModules.has(one.file())
            || known.stream().anyMatch(it -> !it.isAboutAll());
    if (!heardOf) {
      // What a package manager has settled on is there, and much of it nobody has heard of.
      boolean settled = LockFile.is(one.file());
      List<String> near =
          settled ? meant(one, popular).stream().toList() : popular.meant().near(one.normal());
      if (settled && near.isEmpty()) {
        return;
      }
      warnings.add(
          near.isEmpty()
              ? at(one, "unknown", "is not known here")
                  .suggesting("look it up: it may be rare, or made up")
              : at(one, "near-miss", "is not known here, and is nearly '" + near.getFirst() + "'")
                  .suggesting("did you mean '" + near.getFirst() + "'?"));
    }
  }

  private static boolean concerns(Advisory advisory, Dependency one) {
    return one.version().map(advisory::isAbout).orElseGet(advisory::isAboutAll);
  }

  private static Finding at(Dependency one, String rule, String what) {
    String version = one.version().map(it -> " " + it).orElse("");
    return found(rule, "'%s'%s %s".formatted(one.name(), version, what))
        .at(one.file(), one.line(), 0);
  }

  private static String ids(List<Advisory> some) {
    List<String> ids =
        some.stream().map(Advisory::id).distinct().sorted(Comparator.reverseOrder()).toList();
    String named = ids.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return ids.size() > MOST_NAMED ? named + " and " + (ids.size() - MOST_NAMED) + " more" : named;
  }

  private static String versions(List<Advisory> some) {
    return some.stream()
        .flatMap(it -> it.versions().stream())
        .distinct()
        .limit(MOST_NAMED * 2L)
        .collect(Collectors.joining(", "));
  }
}
