package io.assay.cli;

import io.assay.Blame;
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

  /// Does `work` on this thread and ends the process with the status that it returns.
  static void end(Console console, boolean json, Work work) {
    CountDownLatch over = new CountDownLatch(1);
    Thread worker = Thread.currentThread();
    worker.setUncaughtExceptionHandler((_, bug) -> {
      over.countDown();
      System.exit(bug(console, json, bug));
    });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cancel(worker, over), "cancel"));
    int status;
    try {
      status = work.run();
    } catch (InterruptedException e) {
      status = cancelled(console, json);
    }
    System.exit(statusAfter(over, status));
  }

  /// Says that the work was cancelled, and returns the status.
  static int cancelled(Console console, boolean json) {
    if (json) {
      JsonReport.cancelled(console);
    } else {
      console.say("cancelled; the program was ended and nothing of it is left");
    }
    return Exit.CANCELLED;
  }

  /// Says that there is a bug, and returns the status.
  static int bug(Console console, boolean json, Throwable bug) {
    console.say("this is a bug in Assay, please report it: " + bug);
    bug.printStackTrace(console.errWriter());
    if (json) {
      JsonReport.failure(console, Blame.US, bug.toString(), Exit.OUR_FAULT);
    }
    return Exit.OUR_FAULT;
  }

  private static int statusAfter(CountDownLatch over, int status) {
    over.countDown();
    return status;
  }

  /// Runs at every end of the JVM; does nothing at one that the work itself came to.
  private static void cancel(Thread worker, CountDownLatch over) {
    if (over.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      boolean cleaned = over.await(PATIENCE_S, TimeUnit.SECONDS);
      // Not exit: that is under way already, with the status of the signal.
      Runtime.getRuntime().halt(cleaned ? Exit.CANCELLED : Exit.OUR_FAULT);
    } catch (InterruptedException e) {
      Runtime.getRuntime().halt(Exit.CANCELLED);
    }
  }
}
