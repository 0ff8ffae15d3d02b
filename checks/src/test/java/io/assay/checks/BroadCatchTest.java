package io.assay.checks;

import com.google.errorprone.CompilationTestHelper;
import org.junit.jupiter.api.Test;

class BroadCatchTest {
  private final CompilationTestHelper compiler =
      CompilationTestHelper.newInstance(BroadCatch.class, getClass());

  @Test
  void catchingEverythingIsRefused() {
    compiler
        .addSourceLines(
            "Broad.java",
            """
            class Broad {
              void run(Runnable work) {
                try {
                  work.run();
                  // BUG: Diagnostic contains: Catches bugs together with failures
                } catch (Exception e) {
                }
                try {
                  work.run();
                  // BUG: Diagnostic contains: Catches bugs together with failures
                } catch (Throwable e) {
                  if (e instanceof Error error) throw error;
                }
              }
            }
            """)
        .doTest();
  }

  @Test
  void undoingAndThrowingOnIsFine() {
    compiler
        .addSourceLines(
            "Undo.java",
            """
            class Undo {
              void run(Runnable work, Runnable undo) {
                try {
                  work.run();
                } catch (Throwable e) {
                  undo.run();
                  throw e;
                }
              }
            }
            """)
        .doTest();
  }

  @Test
  void catchingWhatCanHappenIsFine() {
    compiler
        .addSourceLines(
            "Named.java",
            """
            class Named {
              boolean isNumber(String text) {
                try {
                  Integer.parseInt(text);
                  return true;
                } catch (NumberFormatException | NullPointerException e) {
                  return false;
                }
              }
            }
            """)
        .doTest();
  }
}
