package io.assay.validate;

import io.assay.Assay;
import io.assay.SandboxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The way in: puts a change before gates, one after the other.
///
/// ```java
/// try (Assay assay = Assay.start()) {
///   Report report = new Validation(assay).judge(Change.of(Language.PYTHON, code));
/// }
/// ```
///
/// @param assay where what is executed is executed
/// @param gates the gates, in the order in which they are asked
/// @param throughout whether the gates behind one that rejects are asked all the same
public record Validation(Assay assay, List<Gate> gates, boolean throughout) {
  /// Every gate, in the order in which they are asked.
  public static final List<Gate> GATES =
      List.of(
          new SyntaxGate(),
          new ImportsGate(),
          new DependenciesGate(),
          new SecurityGate(),
          new ExecutionGate(),
          new OutputGate(),
          new TestsGate(),
          new HonestyGate());

  /// Copies the gates.
  public Validation {
    gates = List.copyOf(gates);
  }

  /// Asks every gate until one rejects.
  public Validation(Assay assay) {
    this(assay, GATES, false);
  }

  /// What the gates make of `change`.
  ///
  /// @throws SandboxException blaming the caller if the change cannot be one of its language, and
  ///   us if Assay is broken
  public Report judge(Change change) throws InterruptedException {
    boolean toRun = gates.stream().anyMatch(ExecutionGate.class::isInstance);
    Examination examination = new Examination(assay, change, toRun);
    List<Judgement> judgements = new ArrayList<>();
    List<String> notAsked = new ArrayList<>();
    boolean rejected = false;
    for (Gate gate : gates) {
      if (rejected && !throughout) {
        notAsked.add(gate.name());
        continue;
      }
      long start = System.nanoTime();
      Verdict verdict = shown(ask(gate, examination), examination);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      judgements.add(new Judgement(gate.name(), verdict, took, gate.idle(examination).orElse("")));
      rejected |= verdict instanceof Verdict.Rejected;
    }
    return new Report(
        change.program().entry(),
        change.language().name(),
        judgements,
        notAsked,
        examination.ran(),
        examination.testResults());
  }

  /// The same verdict, its findings with the lines that they are about.
  private static Verdict shown(Verdict verdict, Examination examination) {
    return switch (verdict) {
      case Verdict.Accepted(var warnings) -> new Verdict.Accepted(shown(warnings, examination));
      case Verdict.Rejected(var findings) -> new Verdict.Rejected(shown(findings, examination));
      case Verdict.Undecided undecided -> undecided;
    };
  }

  private static List<Finding> shown(List<Finding> findings, Examination examination) {
    return findings.stream()
        .map(finding ->
            finding.source().isEmpty() && finding.line().isPresent()
                ? finding.showing(examination.line(finding.file(), finding.line().getAsInt()))
                : finding)
        .toList();
  }

  private static Verdict ask(Gate gate, Examination examination) throws InterruptedException {
    try {
      return gate.judge(examination);
    } catch (SandboxException e) {
      return switch (e.blame()) {
        case HOST, CAPACITY -> new Verdict.Undecided(String.valueOf(e.getMessage()));
        case CALLER, US -> throw e;
      };
    }
  }
}
