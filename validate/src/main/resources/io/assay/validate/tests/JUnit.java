package assay.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs the tests of a folder of classes and writes a report of them.
 *
 * <pre>JUnit CLASSES REPORT RUNNING</pre>
 *
 * The first line of stdin is the report's mark. The report is written at once when everything has ended, so whatever
 * ends the tests before has none; RUNNING holds the name of the test that was last begun.
 *
 * <pre>
 * test  NAME passed|failed|error|skipped FILE LINE MESSAGE
 * end   MARK
 * </pre>
 */
public final class JUnit implements TestExecutionListener {
  private static final int LONGEST = 4000;

  private final List<String> lines = new ArrayList<>();
  private final Path running;
  private TestPlan plan;
  /** What a test has asserted in vain in a thread of its own, where nobody hears of it; null if nothing. */
  private Throwable unheard;

  private JUnit(Path running) {
    this.running = running;
  }

  public static void main(String[] arguments) throws IOException {
    String mark = mark();
    JUnit record = new JUnit(Path.of(arguments[2]));
    LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(arguments[0]))))
        .build();
    // As long as the tests have none of their own. It prints what the virtual machine would.
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      record.threw(error);
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      error.printStackTrace();
    });
    LauncherFactory.create().execute(request, record);
    synchronized (record) {
      record.note("end", mark);
      // Half of a character, in a name, is no reason to write nothing.
      Files.write(Path.of(arguments[1]), String.join("\n", record.lines).getBytes(StandardCharsets.UTF_8));
    }
    // Threads that are left do not hold it up.
    Runtime.getRuntime().halt(0);
  }

  /** Byte by byte: what stands behind the line is for the tests. */
  private static String mark() throws IOException {
    StringBuilder mark = new StringBuilder();
    for (int read = System.in.read(); read > 0 && read != '\n'; read = System.in.read()) {
      mark.append((char) read);
    }
    return mark.toString();
  }

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
  }

  private synchronized void threw(Throwable error) {
    StackTraceElement[] calls = error.getStackTrace();
    boolean asserted = error instanceof AssertionError && calls.length > 0 && asserts(calls[0].getClassName());
    if (asserted && unheard == null) {
      unheard = error;
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      synchronized (this) {
        unheard = null;
      }
      try {
        Files.writeString(running, name(test));
      } catch (IOException e) {
        // Then nobody knows which it was.
        return;
      }
    }
  }

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    note("test", name(test), "skipped", "", "0", reason);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Throwable thrown = result.getThrowable().orElse(null);
    switch (result.getStatus()) {
      case SUCCESSFUL -> {
        if (test.isTest() && unheard != null) {
          failed(name(test), unheard);
        } else if (test.isTest()) {
          note("test", name(test), "passed", "", "0", "");
        }
      }
      case ABORTED -> note("test", name(test), "skipped", "", "0", thrown == null ? "" : said(thrown.getMessage()));
      case FAILED -> failed(name(test), thrown);
    }
  }

  private void failed(String name, Throwable thrown) {
    if (thrown == null) {
      note("test", name, "failed", "", "0", "");
      return;
    }
    boolean check = thrown instanceof AssertionError;
    String message = said(thrown.getMessage());
    String place = "";
    int line = 0;
    for (StackTraceElement call : thrown.getStackTrace()) {
      String type = call.getClassName();
      if (call.getFileName() != null && call.getLineNumber() > 0 && !known(type)) {
        int dot = type.lastIndexOf('.');
        place = (dot < 0 ? "" : type.substring(0, dot + 1).replace('.', '/')) + call.getFileName();
        line = call.getLineNumber();
        break;
      }
    }
    String kind = thrown.getClass().getSimpleName();
    String text = check ? message.isEmpty() ? kind : message : message.isEmpty() ? kind : kind + ": " + message;
    note("test", name, check ? "failed" : "error", place, String.valueOf(line), text);
  }

  private static boolean known(String type) {
    return asserts(type) || starts(type, "java.", "javax.", "jdk.", "sun.", "assay.tests.");
  }

  /** Whether a class is one of those with which tests assert. */
  private static boolean asserts(String type) {
    return starts(type, "junit.", "org.junit.", "org.hamcrest.", "org.opentest4j.");
  }

  private static boolean starts(String type, String... all) {
    for (String start : all) {
      if (type.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private static String said(String message) {
    return message == null ? "" : message.substring(0, Math.min(message.length(), LONGEST));
  }

  /** With the names of what it is in, but for the engine's. */
  private String name(TestIdentifier test) {
    TestIdentifier above = plan.getParent(test).orElse(null);
    String own = test.getDisplayName();
    return above == null || above.getParentId().isEmpty() ? own : name(above) + "." + own;
  }

  private void note(String... fields) {
    StringBuilder line = new StringBuilder();
    for (String field : fields) {
      line.append(line.length() == 0 ? "" : "\t")
          .append(field.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", " "));
    }
    lines.add(line.toString());
  }
}
