package io.assay.server.mcp;

import io.assay.Bytes;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Limit;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Output;
import io.assay.RunResult;
import io.assay.Sandbox;
import io.assay.StepResult;
import io.assay.language.Language;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/// Runs a line of shell in an open sandbox.
record RunCommand(OpenSandboxes sandboxes) implements Tool {
  private static final System.Logger LOG = System.getLogger(RunCommand.class.getName());

  @Override
  public String name() {
    return "run_command";
  }

  @Override
  public Answer call(Arguments arguments, Progress progress) throws InterruptedException {
    String line = arguments.needText("command");
    String stdin = arguments.text("stdin").orElse("");
    Command command =
        new Command("/bin/sh", List.of("-c", line), arguments.table("environment"), Sandbox.HOME);
    return sandboxes.use(
        arguments.needText("sandbox"),
        held -> {
          Limits limits = Submission.wall(arguments, held.limits());
          try (Execution execution =
              held.sandbox().start(command, limits.wall(), limits.cpuTime())) {
            StepResult step = follow(execution, stdin, progress);
            return RunAccount.of(
                new RunResult("shell", "", "", Optional.empty(), Optional.of(step)), limits);
          }
        });
  }

  private static StepResult follow(Execution execution, String stdin, Progress progress)
      throws InterruptedException {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Thread feeder = Thread.ofVirtual().name("stdin").start(() -> feed(execution, stdin));
    try {
      for (Output output = execution.next(); output != null; output = execution.next()) {
        switch (output.stream()) {
          case STDOUT -> stdout.writeBytes(output.bytes().toArray());
          case STDERR -> stderr.writeBytes(output.bytes().toArray());
        }
        progress.hear(Language.Phase.RUN, output);
      }
    } finally {
      feeder.interrupt();
    }
    Outcome outcome = execution.outcome();
    return new StepResult(
        outcome,
        Bytes.copyOf(stdout.toByteArray()),
        Bytes.copyOf(stderr.toByteArray()),
        outcome.limitsHit().contains(Limit.OUTPUT),
        Optional.empty());
  }

  private static void feed(Execution execution, String text) {
    try (OutputStream in = execution.stdin()) {
      Bytes.of(text).writeTo(in);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "the command ended without reading its input", e);
    }
  }
}
