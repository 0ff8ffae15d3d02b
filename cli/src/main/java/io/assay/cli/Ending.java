package io.assay.cli;

import io.assay.Blame;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How this process ends: with a status of its own, whatever happens. Ctrl-C, SIGTERM and SIGHUP
/// interrupt what runs, wait until it has cleaned up, and end with [Exit#CANCELLED]; a bug ends
/// with [Exit#OUR_FAULT].
final class Ending {
  /// More than ending a sandbox takes. After it the cell notices that we are gone and cleans up
  /// itself.
  private static final int PATIENCE_S = 20;

  private Ending() {}

  /// What the process is for.
  @FunctionalInterface
  interface Work {
    int run() throws InterruptedException;
  }

  /// Does `work`, which `words` asked for, on this thread and ends the process with the status that
  /// it returns.
  static void end(Console console, List<String> words, Work work) {
    CountDownLatch over = new CountDownLatch(1);
    Thread worker = Thread.currentThread();
    worker.setUncaughtExceptionHandler((_, bug) -> {
      over.countDown();
      int status = bug(console, words, bug);
      tell(status);
      System.exit(status);
    });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cancel(worker, over), "cancel"));
    int status;
    try {
      status = work.run();
    } catch (InterruptedException e) {
      status = cancelled(console, words);
    }
    System.exit(statusAfter(over, status));
  }

  /// Says that the work was cancelled, and returns the status.
  static int cancelled(Console console, List<String> words) {
    if (Main.wantsJson(words)) {
      JsonReport.cancelled(console);
    } else if (words.indexOf("run") == 0) {
      console.say("cancelled; the program was ended and nothing of it is left");
    } else {
      console.say("'assay %s' was cancelled".formatted(String.join(" ", words)));
    }
    return Exit.CANCELLED;
  }

  /// Says that there is a bug, or what this host was out of, and returns the status.
  static int bug(Console console, List<String> words, Throwable bug) {
    boolean json = Main.wantsJson(words);
    Optional<String> shortage = shortage(bug);
    if (shortage.isPresent()) {
      String text = "this host is out of " + shortage.get() + ". Free some, or raise its limit";
      console.say(text);
      if (json) {
        JsonReport.failure(console, Blame.CAPACITY, text, Exit.HOST);
      }
      return Exit.HOST;
    }
    console.say("this is a bug in Assay, please report it: " + bug);
    bug.printStackTrace(console.errWriter());
    if (json) {
      JsonReport.failure(console, Blame.US, bug.toString(), Exit.OUR_FAULT);
    }
    return Exit.OUR_FAULT;
  }

  /// What this host was out of: the JVM may find it out anywhere, and has an error for it.
  private static Optional<String> shortage(Throwable bug) {
    for (Throwable cause = bug; cause != null; cause = cause.getCause()) {
      String text = cause.toString();
      if (text.contains("Too many open files")) {
        return Optional.of("open files (" + text + ")");
      }
      if (text.contains("unable to create native thread")) {
        return Optional.of("processes or memory (" + text + ")");
      }
    }
    return Optional.empty();
  }

  private static int statusAfter(CountDownLatch over, int status) {
    over.countDown();
    tell(status);
    return status;
  }

  /// Tells whoever watches this process (`cell watch`) that it ends with `status`: a JVM may die
  /// with any. Nothing may be left to be done then: the watch takes this process away.
  private static void tell(int status) {
    String descriptor = System.getenv("ASSAY_WATCH");
    if (descriptor == null) {
      return;
    }
    try (FileOutputStream out = new FileOutputStream("/proc/self/fd/" + descriptor, true)) {
      out.write(status);
    } catch (IOException e) {
      System.getLogger(Ending.class.getName())
          .log(System.Logger.Level.DEBUG, "nobody watches this process", e);
    }
  }

  /// Runs at every end of the JVM; does nothing at one that the work itself came to.
  private static void cancel(Thread worker, CountDownLatch over) {
    if (over.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      boolean cleaned = over.await(PATIENCE_S, TimeUnit.SECONDS);
      int status = cleaned ? Exit.CANCELLED : Exit.OUR_FAULT;
      tell(status);
      // Not exit: that is under way already, with the status of the signal.
      Runtime.getRuntime().halt(status);
    } catch (InterruptedException e) {
      tell(Exit.CANCELLED);
      Runtime.getRuntime().halt(Exit.CANCELLED);
    }
  }
}
