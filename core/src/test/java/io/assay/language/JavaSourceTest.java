package io.assay.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaSourceTest {
  @Test
  void theTypeCalledLikeTheFileStartsTheProgram() {
    JavaSource source =
        JavaSource.of(
            """
            class First { public static void main(String[] args) {} }
            class Second { public static void main(String... args) {} }
            """);

    assertThat(source.mainType("Second")).contains("Second");
    assertThat(source.mainType("main")).contains("First");
  }

  @Test
  void aTypeWithoutMainIsPassedOver() {
    JavaSource source =
        JavaSource.of(
            """
            package a.b;
            class Box<T extends Comparable<T>> { void other() { new Object() { void main() {} }; } }
            record Point(int x, int y) { static void main(int x) {} }
            enum Colour { RED { void f() {} }, GREEN; public static void main(String[] args) {} }
            """);

    assertThat(source.mainType("main")).contains("a.b.Colour");
  }

  @Test
  void whatStandsInCommentsAndTextsIsNotCode() {
    JavaSource source =
        JavaSource.of(
            """
            /* public class Comment { void main() {} } */
            // package no.where; public class Line {
            @Deprecated(since = "class { void main()")
            public final class Real {
              static final String TEXT = \"""
                  } " class Fake { public static void main(String[] args) {} \\\"""
                  \""";
              static final char BRACE = '{', QUOTE = '\\'', OTHER = '"';
              public static void main(String[] args) {}
            }
            """);

    assertThat(source.publicType()).contains("Real");
    assertThat(source.mainType("x")).contains("Real");
    assertThat(source.packageName()).isEmpty();
    assertThat(source.types()).hasSize(1);
  }

  @Test
  void aMainOutsideOfAnyTypeMakesACompactSourceFile() {
    assertThat(
            JavaSource.of(
                    "import java.util.*;\nint n = 1;\nvoid main() { IO.println(n); }\nclass A {}")
                .compact())
        .isTrue();
    assertThat(JavaSource.of("class A { void main() {} }").compact()).isFalse();
  }

  @Test
  void aClassLiteralDeclaresNothing() {
    JavaSource source =
        JavaSource.of(
            "@Tag(Tag.class) public interface Api { Class<?> C = Api.class; static void main(String[] a) {} }");

    assertThat(source.publicType()).contains("Api");
    assertThat(source.types()).hasSize(1);
  }

  @Test
  void unfinishedCodeIsReadAsFarAsItGoes() {
    assertThat(
            JavaSource.of("public class Broken { void main(String[] args) { \"open").publicType())
        .contains("Broken");
    assertThat(JavaSource.of("class").types()).isEmpty();
    assertThat(JavaSource.of("/* open").types()).isEmpty();
    assertThat(JavaSource.of("}}} class A { void main() {} }").mainType("")).contains("A");
  }

  @Test
  void codeWithoutAFileIsNamedAfterItsPublicType() {
    assertThat(Language.JAVA.fileName("class A {} public class Shop { }")).isEqualTo("Shop.java");
    assertThat(Language.JAVA.fileName("class A { void main() {} }")).isEqualTo("Main.java");
  }
}
