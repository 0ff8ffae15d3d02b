package io.assay.checks;

import com.google.errorprone.CompilationTestHelper;
import org.junit.jupiter.api.Test;

class DefaultOnClosedSetTest {
  private final CompilationTestHelper compiler =
      CompilationTestHelper.newInstance(DefaultOnClosedSet.class, getClass())
          .addSourceLines(
              "Shape.java",
              """
              package io.assay.example;

              sealed interface Shape {
                record Circle() implements Shape {}

                record Square() implements Shape {}
              }
              """)
          .addSourceLines(
              "Colour.java",
              """
              package io.assay.example;

              enum Colour {
                RED,
                GREEN
              }
              """);

  @Test
  void aDefaultOverASealedTypeIsRefused() {
    compiler
        .addSourceLines(
            "Corners.java",
            """
            package io.assay.example;

            class Corners {
              int of(Shape shape) {
                return switch (shape) {
                  case Shape.Square square -> 4;
                  // BUG: Diagnostic contains: Name the remaining cases
                  default -> 0;
                };
              }
            }
            """)
        .doTest();
  }

  @Test
  void aDefaultOverAnEnumIsRefusedAlsoInAStatementAndBesideNull() {
    compiler
        .addSourceLines(
            "Print.java",
            """
            package io.assay.example;

            class Print {
              void print(Colour colour) {
                switch (colour) {
                  case RED -> System.out.println("red");
                  // BUG: Diagnostic contains: Name the remaining cases
                  case null, default -> System.out.println("?");
                }
              }
            }
            """)
        .doTest();
  }

  @Test
  void openSetsAndForeignEnumsMayHaveOne() {
    compiler
        .addSourceLines(
            "Open.java",
            """
            package io.assay.example;

            import java.util.concurrent.TimeUnit;

            class Open {
              int of(String name, TimeUnit unit) {
                return switch (name) {
                  case "a" -> 1;
                  default ->
                      switch (unit) {
                        case DAYS -> 2;
                        default -> 3;
                      };
                };
              }
            }
            """)
        .doTest();
  }

  @Test
  void namingEveryCaseIsFine() {
    compiler
        .addSourceLines(
            "All.java",
            """
            package io.assay.example;

            class All {
              int of(Colour colour, Shape shape) {
                return switch (colour) {
                  case RED -> 1;
                  case GREEN ->
                      switch (shape) {
                        case Shape.Circle() -> 2;
                        case Shape.Square() -> 3;
                      };
                };
              }
            }
            """)
        .doTest();
  }
}
