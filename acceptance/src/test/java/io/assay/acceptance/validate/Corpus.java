package io.assay.acceptance.validate;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Limits;
import io.assay.acceptance.Json;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Expected;
import io.assay.validate.Judgement;
import io.assay.validate.Match;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Judges labelled programs and counts, by language, how often the verdict is not the label's.
///
/// A file has a JSON object a line: `id`, `language`, `code`, `kind` (`canonical` is right;
/// `buggy`, `swap` and `cheat` are not; `behaviour` is what `expect` makes of it), and if need be
/// `stdin` and `timeout_s`. A `behaviour` that is to end with status 0 is right if it prints
/// `expect.stdout`.
final class Corpus {
  private Corpus() {}

  /// @param id what the program is called
  /// @param right whether it is to be accepted
  private record Labelled(String id, boolean right, Change change) {}

  /// @param of what was judged
  /// @param report what came of it
  private record Judged(Labelled of, Report report) {
    boolean falseAccept() {
      return !of.right() && report.verdict() instanceof Verdict.Accepted;
    }

    boolean falseReject() {
      return of.right() && report.verdict() instanceof Verdict.Rejected;
    }

    boolean undecided() {
      return report.verdict() instanceof Verdict.Undecided;
    }

    /// What went wrong, in a line.
    String line() {
      List<String> said = new ArrayList<>();
      for (Judgement judgement : report.judgements()) {
        if (!(judgement.verdict() instanceof Verdict.Accepted)) {
          said.add(judgement.gate() + ": " + judgement.verdict());
        }
      }
      String text = String.join("; ", said).replace('\n', ' ');
      return "%s: should be %s, is %s %s"
          .formatted(
              of.id(),
              of.right() ? "accepted" : "rejected",
              report.verdict().getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT),
              text.substring(0, Math.min(text.length(), 400)));
    }
  }

  /// Judges the programs of all files.
  ///
  /// @param arguments the files
  public static void main(String[] arguments) throws Exception {
    List<Labelled> all = new ArrayList<>();
    for (String file : arguments) {
      for (String line : Files.readAllLines(Path.of(file))) {
        all.add(labelled(Json.parse(line)));
      }
    }
    Map<String, List<Judged>> byLanguage = new LinkedHashMap<>();
    for (Judged judged : judged(all)) {
      byLanguage.computeIfAbsent(judged.report().language(), _ -> new ArrayList<>()).add(judged);
    }
    System.out.println("| language | right | wrong | false accepts | false rejects | undecided |");
    System.out.println("| --- | --- | --- | --- | --- | --- |");
    byLanguage.forEach((language, some) -> {
      long right = some.stream().filter(it -> it.of().right()).count();
      System.out.printf(
          "| %s | %d | %d | %d | %d | %d |%n",
          language,
          right,
          some.size() - right,
          some.stream().filter(Judged::falseAccept).count(),
          some.stream().filter(Judged::falseReject).count(),
          some.stream().filter(Judged::undecided).count());
    });
    byLanguage.values().stream()
        .flatMap(List::stream)
        .filter(it -> it.falseAccept() || it.falseReject() || it.undecided())
        .sorted(Comparator.comparing(it -> it.of().id()))
        .forEach(it -> System.err.println(it.line()));
  }

  private static List<Judged> judged(List<Labelled> all)
      throws InterruptedException, ExecutionException {
    int abreast = Runtime.getRuntime().availableProcessors();
    try (Assay assay = Assay.start();
        ExecutorService workers = Executors.newFixedThreadPool(abreast)) {
      List<Callable<Judged>> tasks = new ArrayList<>();
      for (Labelled one : all) {
        tasks.add(() -> new Judged(one, new Validation(assay).judge(one.change())));
      }
      List<Judged> judged = new ArrayList<>();
      for (Future<Judged> future : workers.invokeAll(tasks)) {
        judged.add(future.get());
      }
      return judged;
    }
  }

  private static Labelled labelled(Json json) throws IOException {
    Language language = Language.named(json.at("language").text());
    Change change = Change.of(language, json.at("code").text());
    if (json.at("stdin").present()) {
      change = change.withStdin(Bytes.of(json.at("stdin").text()));
    }
    if (json.at("timeout_s").present()) {
      Duration wall = Duration.ofSeconds(json.at("timeout_s").number());
      change = change.withLimits(Limits.DEFAULT.withWall(wall));
    }
    String id = json.at("id").text();
    return switch (json.at("kind").text()) {
      case "canonical" -> new Labelled(id, true, change);
      case "buggy", "swap", "cheat" -> new Labelled(id, false, change);
      case "behaviour" -> {
        Json expect = json.at("expect");
        boolean right =
            expect.names().contains("exit") && Long.valueOf(0).equals(expect.at("exit").value());
        yield new Labelled(
            id,
            right,
            right
                ? change.expecting(new Expected.Stdout(new Match.Exact(expect.at("stdout").text())))
                : change);
      }
      default -> throw new IOException(id + ": unknown kind " + json.at("kind").text());
    };
  }
}
