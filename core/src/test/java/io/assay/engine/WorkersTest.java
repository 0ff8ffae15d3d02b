package io.assay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.Bytes;
import io.assay.Command;
import io.assay.Program;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.Template;
import io.assay.Worker;
import io.assay.language.Host;
import io.assay.language.Language;
import io.assay.language.Toolchain;
import io.assay.language.Toolchains;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkersTest {
  /// Tells how many programs it has seen, and does as their entries say.
  private static final String SCRIPT =
      """
      import os, sys, time
      seen = 0
      for line in sys.stdin:
          folder, entry = (os.fsdecode(bytes.fromhex(word)) for word in line.split(' '))
          seen += 1
          with open(os.path.join(folder, entry)) as text:
              what = text.read()
          if what == 'tired' and seen > 1 or what == 'die':
              sys.exit('it was too much')
          if what == 'hang':
              time.sleep(600)
          if what == 'flood':
              while True:
                  print('x' * 1000)
          if what == 'talk':
              for number in range(30_000):
                  print('end of', number, flush=True)
          if what == 'wait':
              time.sleep(0.5)
          print(seen, entry, what, sorted(os.listdir(os.path.dirname(folder))))
          print('end', flush=True)
      """;

  @TempDir static Path state;
  private static LocalSandboxes local;
  private static Worker worker;

  @BeforeAll
  static void startEngine() throws InterruptedException {
    local = LocalSandboxes.start(state);
    Toolchains toolchains = new Toolchains(new Host(System.getenv(), state, line -> {}));
    Toolchain python = toolchains.get(Language.PYTHON);
    worker =
        worker(new Runner(local, toolchains).template(List.of(Language.PYTHON)), python, SCRIPT);
  }

  private static Worker worker(Template template, Toolchain python, String script) {
    return new Worker(
        "the worker of this test",
        template,
        new TreeMap<>(Map.of(Sandbox.BUILD + "/script.py", Bytes.of(script))),
        new Command(
            python.tool("python"), List.of(Sandbox.BUILD + "/script.py"), Map.of(), Sandbox.HOME));
  }

  @AfterAll
  static void stopEngine() {
    local.close();
  }

  private static Program saying(String what) {
    return Program.of("a\nfile.txt", what);
  }

  @Test
  void asksTheSameOneAgain() throws InterruptedException {
    try (Workers workers = new Workers(local)) {
      assertThat(workers.ask(worker, saying("one"))).isEqualTo("1 a\nfile.txt one ['1']\n");
      assertThat(workers.ask(worker, saying("two"))).startsWith("2 a\nfile.txt two");
    }
  }

  @Test
  void asksNoneThatIsAnother() throws InterruptedException {
    Worker other = new Worker("another", worker.template(), worker.files(), worker.command());
    try (Workers workers = new Workers(local)) {
      workers.ask(worker, saying("one"));
      assertThat(workers.ask(other, saying("one"))).startsWith("1 ");
    }
  }

  @Test
  void hasTwoWhereTwoAsk() throws Exception {
    try (Workers workers = new Workers(local);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<String> asking = () -> workers.ask(worker, saying("wait"));
      for (Future<String> answer : threads.invokeAll(List.of(asking, asking))) {
        assertThat(answer.get()).startsWith("1 ");
      }
    }
  }

  @Test
  void saysWhyThereIsNoAnswerAndGoesOn() throws InterruptedException {
    try (Workers workers = new Workers(local)) {
      assertThatThrownBy(() -> workers.ask(worker, saying("die")))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("the worker of this test did not get through the program")
          .hasMessageContaining("it was too much");
      assertThat(workers.ask(worker, saying("one"))).startsWith("1 ");
    }
  }

  @Test
  void doesNotBlameAProgramForThoseBefore() throws InterruptedException {
    try (Workers workers = new Workers(local)) {
      workers.ask(worker, saying("one"));
      assertThat(workers.ask(worker, saying("tired"))).startsWith("1 ");
    }
  }

  @Test
  void waitsForNoneForEver() {
    try (Workers workers = new Workers(local, Duration.ofSeconds(1), Duration.ofSeconds(60))) {
      assertThatThrownBy(() -> workers.ask(worker, saying("hang")))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("it was cancelled");
    }
  }

  @Test
  void listensToNoneForEver() {
    try (Workers workers = new Workers(local)) {
      assertThatThrownBy(() -> workers.ask(worker, saying("flood")))
          .isInstanceOf(SandboxException.class)
          .hasMessageContaining("it said more than 4194304 bytes");
    }
  }

  @Test
  void hearsAllOfAnAnswerInManyPieces() throws InterruptedException {
    try (Workers workers = new Workers(local)) {
      String answer = workers.ask(worker, saying("talk"));
      assertThat(answer.lines()).hasSize(30_002).contains("end of 0", "end of 29999");
      assertThat(workers.ask(worker, saying("two"))).startsWith("2 ");
    }
  }

  @Test
  void endsWhomNobodyAsks() throws InterruptedException {
    try (Workers workers = new Workers(local, Duration.ofSeconds(30), Duration.ofMillis(50))) {
      workers.ask(worker, saying("one"));
      String answer = "";
      for (int i = 0; i < 100 && !answer.startsWith("1 "); i++) {
        Thread.sleep(200);
        answer = workers.ask(worker, saying("two"));
      }
      assertThat(answer).startsWith("1 ");
    }
  }
}
