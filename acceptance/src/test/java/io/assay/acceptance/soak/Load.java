package io.assay.acceptance.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Command;
import io.assay.Execution;
import io.assay.Limits;
import io.assay.Outcome;
import io.assay.Program;
import io.assay.Run;
import io.assay.RunResult;
import io.assay.Sandbox;
import io.assay.SandboxException;
import io.assay.SandboxSpec;
import io.assay.acceptance.Product;
import io.assay.acceptance.Product.Ended;
import io.assay.acceptance.Product.Start;
import io.assay.acceptance.engine.Resident;
import io.assay.acceptance.security.Attack;
import io.assay.language.Discovery;
import io.assay.language.Language;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Runs of every kind: each language, by the library and by the command, right and wrong, up to a
/// limit and beyond, cancelled at any moment, and such that mean harm.
final class Load {
  /// Under way at one time.
  private static final int MOST = 4;

  /// No run takes longer on a busy machine.
  private static final long PATIENCE_S = 300;

  private static final Limits SHORT = Limits.DEFAULT.withWall(Duration.ofMillis(500));

  private final Assay assay;
  private final Resident resident;
  private final Random random;
  private final List<Kind> kinds = new ArrayList<>();
  private final Semaphore free = new Semaphore(MOST);
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();

  private interface Act {
    void act() throws Exception;
  }

  private record Kind(String name, Act act) {}

  /// @param seed the order of the runs comes from it
  Load(Assay assay, Resident resident, long seed) throws InterruptedException {
    this.assay = assay;
    this.resident = resident;
    random = new Random(seed);
    for (Language language : Language.ALL) {
      if (assay.discover(language) instanceof Discovery.Found) {
        String name = language.name();
        add(
            name + " by the library",
            () -> assertThat(run(language, "hello").succeeded()).isTrue());
        add(
            name + " with an error by the library",
            () -> assertThat(run(language, "runtime-error").succeeded()).isFalse());
        add(name + " by the engine", () -> assertThat(call(name, "hello").status()).isZero());
        add(
            name + " with an error by the engine",
            () -> assertThat(call(name, "compile-error").status()).isBetween(1, 119));
      }
    }
    for (Language language : List.of(Language.PYTHON, Language.JAVASCRIPT)) {
      String name = language.name();
      add("endless " + name + " by the library", () -> endless(language));
      add(
          "endless " + name + " by the engine",
          () -> assertThat(call(name, "endless", "--timeout", "500ms").status()).isEqualTo(120));
      add(name + " interrupted", () -> interrupted(language));
      add(name + " whose client is told to end", () -> ended(name, Process::destroy));
      add(name + " whose client is killed", () -> ended(name, Process::destroyForcibly));
    }
    add(
        "a run without engine",
        () -> {
          Ended ended = resident.alone(start("python", "hello"), here());
          assertThat(ended.status()).as(ended.toString()).isZero();
        });
    add("a sandbox that does several things", this::sandbox);
    boolean memory = Product.holdsMemoryLimit();
    List<Attack> attacks =
        Attack.all()
            .filter(it -> it.language().equals("python") && (memory || it.says("needs").isEmpty()))
            .toList();
    for (int share = 0; share < 4; share++) {
      add("an attack", () -> attack(attacks.get(nextInt(attacks.size()))));
    }
  }

  private void add(String name, Act act) {
    kinds.add(new Kind(name, act));
  }

  private int nextInt(int bound) {
    synchronized (random) {
      return random.nextInt(bound);
    }
  }

  /// Does each kind once, so that what only the first of a kind takes is there.
  void begin() throws InterruptedException {
    for (Kind kind : kinds) {
      free.acquire();
      Thread.ofVirtual().start(() -> take(kind));
    }
    settle();
  }

  /// Starts one more run, or none if those under way are as many as may be.
  void next() {
    if (!free.tryAcquire()) {
      return;
    }
    Kind kind = kinds.get(nextInt(kinds.size()));
    Thread.ofVirtual().start(() -> take(kind));
  }

  // Whatever becomes of one run, the others go on, and in the end it is told.
  @SuppressWarnings("BroadCatch")
  private void take(Kind kind) {
    String failure = "";
    try {
      kind.act().act();
    } catch (Exception | AssertionError e) {
      failure = kind.name() + ": " + e;
    } finally {
      note(kind.name(), failure);
      free.release();
    }
  }

  private synchronized void note(String kind, String failure) {
    counts.merge(kind, 1, Integer::sum);
    if (!failure.isEmpty()) {
      failures.add(failure);
    }
  }

  /// Waits until nothing is under way.
  void settle() throws InterruptedException {
    if (!free.tryAcquire(MOST, PATIENCE_S, TimeUnit.SECONDS)) {
      throw new AssertionError("a run has not ended in %d s".formatted(PATIENCE_S));
    }
    free.release(MOST);
  }

  /// How many of each kind there were.
  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  /// What did not come to what it always comes to.
  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  private static Path here() {
    return Product.file("");
  }

  private static Path program(String language, String name) {
    return Product.entries(Product.file("programs/languages").resolve(language).resolve(name))
        .getFirst();
  }

  private static Start start(String language, String name, String... more) {
    return Start.of("run", program(language, name).toString()).with(more);
  }

  private Ended call(String language, String name, String... more) {
    return resident.call(start(language, name, more), here());
  }

  private static Run order(Language language, String name) {
    Path file = program(language.name(), name);
    String own = String.valueOf(file.getFileName());
    return Run.of(language, Program.of(own, Product.read(file)));
  }

  private RunResult run(Language language, String name) throws InterruptedException {
    return assay.run(order(language, name));
  }

  private void endless(Language language) throws InterruptedException {
    Outcome.End end =
        assay.run(order(language, "endless").withLimits(SHORT)).last().outcome().end();
    assertThat(end).isInstanceOf(Outcome.LimitReached.class);
  }

  private void interrupted(Language language) throws InterruptedException {
    AtomicReference<String> came = new AtomicReference<>("nothing");
    Thread run =
        Thread.ofVirtual()
            .start(() -> {
              try {
                came.set("" + assay.run(order(language, "endless")).last().outcome().end());
              } catch (InterruptedException e) {
                came.set("interrupted");
              } catch (SandboxException e) {
                came.set(e.toString());
              }
            });
    Thread.sleep(nextInt(800));
    run.interrupt();
    run.join();
    assertThat(came.get()).isEqualTo("interrupted");
  }

  private interface End {
    void of(Process client);
  }

  private void ended(String language, End end) throws Exception {
    Process client = resident.client(start(language, "endless"), here()).start();
    Thread.sleep(nextInt(800));
    end.of(client);
    assertThat(client.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    client.getInputStream().close();
    client.getErrorStream().close();
  }

  private void sandbox() throws Exception {
    SandboxSpec spec =
        new SandboxSpec(assay.template(List.of(Language.PYTHON)), Limits.DEFAULT, Set.of());
    try (Sandbox sandbox = assay.sandboxes().open(spec)) {
      for (int turn = 0; turn < 5; turn++) {
        byte[] content = new byte[10_000 * (1 + turn)];
        sandbox.write("file", false, new ByteArrayInputStream(content));
        try (Execution execution =
            sandbox.start(Command.of("/bin/sh", "-c", "wc -c file; sleep 9 &"))) {
          assertThat(execution.outcome().succeeded()).isTrue();
        }
        assertThat(sandbox.read("file", 1 << 20).size()).isEqualTo(content.length);
      }
    }
  }

  private void attack(Attack attack) {
    Map<String, String> hints =
        Map.of(
            "ATTACK_TOKEN", "soak",
            // Not that of the user, below which a toolchain may lie that the program may well see.
            "ATTACK_HOME", "/home/assay-soak",
            "ATTACK_PORT", "9",
            "ATTACK_ABSTRACT", "soak",
            "ATTACK_SOCKET", "/tmp/soak");
    Ended ended = resident.call(attack.start("soak", hints), here());
    assertThat(ended.status()).as("%s: %s", attack, ended).isLessThan(121);
    assertThat(ended.stdout().text()).as("%s", attack).doesNotContain("ESCAPED: ");
  }
}
