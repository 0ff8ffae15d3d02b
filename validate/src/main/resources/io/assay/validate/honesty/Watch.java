package assay.watch;

import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Notes how a program comes to its end: an agent of which the argument is the file to write to (Story.java has the
 * format). A virtual machine that is halted leaves no `end`.
 */
public final class Watch extends Thread {
  private static String record;
  private static Thread main;
  /** Tasks whose ends nobody asks for. */
  private static final Queue<Future<?>> DROPPED = new ConcurrentLinkedQueue<>();
  private static final int MOST_DROPPED = 10_000;

  private Watch() {}

  /** What the virtual machine calls before the program's main method, in the same thread. */
  public static void premain(String file) {
    record = file;
    main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Watch());
    main.setUncaughtExceptionHandler((thread, error) -> {
      note(new StringBuilder("failed\t").append(error instanceof AssertionError ? "assertion" : "error").append('\n'),
          error.getStackTrace());
      thread.getThreadGroup().uncaughtException(thread, error);
    });
    // As long as the program has none of its own. It prints what the virtual machine would.
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      if (thread != main) {
        lost(error);
      }
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      error.printStackTrace();
    });
  }

  /** As it shuts down: who asked for it is still waiting in the call. */
  @Override
  public void run() {
    Map<Thread, StackTraceElement[]> threads = Thread.getAllStackTraces();
    for (Map.Entry<Thread, StackTraceElement[]> one : threads.entrySet()) {
      StackTraceElement[] calls = one.getValue();
      boolean asked = false;
      boolean entered = one.getKey() != main;
      boolean handled = false;
      for (StackTraceElement call : calls) {
        asked |= call.getClassName().equals("java.lang.Runtime") && call.getMethodName().equals("exit");
        entered |= call.getMethodName().equals("main");
        handled |= call.getMethodName().equals("dispatchUncaughtException");
      }
      if (asked) {
        String kind = handled ? "failed\tassertion" : entered ? "exit" : "unentered";
        note(new StringBuilder(kind).append('\n'), calls);
        if (one.getKey() != main && threads.containsKey(main)) {
          note(new StringBuilder("exit\n"), threads.get(main));
        }
      }
    }
    for (Future<?> task : DROPPED) {
      thrownBy(task);
    }
    note(new StringBuilder("end\texit\n"), new StackTraceElement[0]);
  }

  /** What the program hands a task to of which it never asks what came of it. */
  public static <T extends Future<?>> T dropped(T task) {
    if (DROPPED.size() < MOST_DROPPED) {
      DROPPED.add(task);
    }
    return task;
  }

  private static void thrownBy(Future<?> task) {
    if (!task.isDone() || task.isCancelled()) {
      return;
    }
    try {
      task.get();
    } catch (ExecutionException e) {
      lost(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void lost(Throwable error) {
    String kind = error instanceof AssertionError ? "assertion" : "error";
    note(new StringBuilder("lost\t").append(kind).append('\n'), error.getStackTrace());
  }

  /** What the program calls to halt the virtual machine. */
  public static void halt(int status) {
    note(new StringBuilder("exit\n"), new Throwable().getStackTrace());
    note(new StringBuilder("end\texit\n"), new StackTraceElement[0]);
    Runtime.getRuntime().halt(status);
  }

  /**
   * What the program calls where it lets something that was thrown go unheard. Where that was meant to be thrown, only
   * what says that it was not: it comes from the line that is given; 0 for none.
   */
  public static void caught(Throwable error, int line) {
    StackTraceElement[] calls = error.getStackTrace();
    if (error instanceof AssertionError && (line == 0 || calls.length > 0 && calls[0].getLineNumber() == line)) {
      note(new StringBuilder("failed\tassertion\n"), calls);
    }
  }

  /** What the program calls where it only prints something that was thrown: all above its own call led to it. */
  public static void told(Throwable error) {
    StackTraceElement[] calls = error.getStackTrace();
    int led = calls.length - new Throwable().getStackTrace().length + 2;
    if (error instanceof AssertionError && led > 0) {
      note(new StringBuilder("told\n"), java.util.Arrays.copyOf(calls, Math.min(led, calls.length)));
    }
  }

  private static synchronized void note(StringBuilder text, StackTraceElement[] calls) {
    for (StackTraceElement call : calls) {
      String name = call.getClassName();
      int dot = name.lastIndexOf('.');
      String file = call.getFileName();
      if (file != null && call.getLineNumber() > 0) {
        text.append("frame\t").append(dot < 0 ? "" : name.substring(0, dot + 1).replace('.', '/')).append(file)
            .append('\t').append(call.getLineNumber()).append("\t0\t").append(function(call)).append('\n');
      }
    }
    try (FileOutputStream out = new FileOutputStream(record, true)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      // Then there is no end in it.
      return;
    }
  }

  private static String function(StackTraceElement call) {
    if (!call.getMethodName().equals("<init>")) {
      return call.getMethodName();
    }
    String name = call.getClassName();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }
}
