package io.assay.validate.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.language.Language;
import io.assay.validate.reading.Spelling;
import io.assay.validate.tests.OwnTests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Long files that take long to be read by what looks at all of them from each of their places.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileWatchTest {
  private static final int MANY = 20_000;

  static Stream<String> texts() {
    return Stream.of(
        numbered("class A { void f(ExecutorService p) {", "var a# = p.submit(x);"),
        numbered("", "def test_a#():\n  pass\n"),
        numbered("fn f() { a(", "catch_unwind(x) + "),
        numbered("fn f() { drop(a(", "drop(catch_unwind(x)) + "),
        numbered(
            "", "match catch_unwind(x) { Ok(_) => println!(\"a\"), Err(_) => println!(\"b\") }"),
        numbered("", "catch_unwind("),
        numbered("", "if catch_unwind(x).is_ok() { "),
        numbered("", "try { a(); } catch (E e) { System.out.println(e); }"),
        numbered("", "try { "),
        numbered("", "if (setjmp(b) == 0) { "),
        numbered("", "setjmp("),
        numbered("fn f() {", "let r# = catch_unwind(x); println!(\"{r#:?}\", r#);"),
        numbered("fn f() { let r = catch_unwind(x); println!(\"\"", ", r"),
        numbered("fn f() { let r = catch_unwind(x);", "println!(\"{r}\", r, "),
        numbered("fn f() { let r = catch_unwind(x);", "if r.is_ok() { "),
        numbered("", "try { a(); } catch (...) { std::cout << "),
        numbered("", "try { a(); } catch (...) { printf(1, "),
        numbered("", "try { a(); } catch (...) { std::cout << 1; }"),
        numbered("package a\nfunc f() {", "if r := recover(); r != nil { fmt.Println(1, "),
        numbered("package a\nfunc f() {", "{ r := recover()\nif r != nil { log.Print(1) } }\n"),
        numbered("", "class A# { constructor(a) {} equals(o) { return true; } "),
        numbered("", "class A# { equals(o) { return true; } asymmetricMatch() { return true; } "),
        numbered("", "asymmetricMatch: () => "),
        numbered(
            "",
            "class A# { public boolean equals(Object o) { return o instanceof A#; } A# a = new A#(1); "),
        numbered("", "boolean equals(Object o) { o.getClass(); "),
        numbered("", "impl PartialEq for A# { fn eq(&self, o: &Self) -> bool { true } } A#(1); "),
        numbered("", "struct A# { bool operator==(A# o) { return true; } A#(1); "),
        numbered("void check(boolean b) {", "if (b) { "),
        numbered("void check(boolean b) {", "if (b) n#++; "),
        numbered("void check(boolean b) {", "if (b) n++ "),
        numbered("package a\n", "func panic(a any) { "),
        numbered("", "fn test_a#() -> Result { if x { Err "),
        numbered("fn test_a() -> Result { if x { Err } }", "let _ = test_a();"),
        numbered(
            "package a\nfunc testA() error {\nif x { New() }\n}\nfunc f() {\n", "_ = testA()\n"),
        numbered("fork();", "waitpid(p, &s, "),
        numbered("fork();", "waitpid("),
        numbered("async(f);", "f.get<"),
        numbered("#define assert(x) ", "(0 && "),
        // What ends where more has to come.
        "try { a(); } catch (...) {",
        "try { a(); } catch (...) { fmt.",
        "try { a(); } catch (...) { printf(1); std:",
        "fn f() { let r = catch_unwind(x); if r.");
  }

  private static String numbered(String before, String piece) {
    return IntStream.range(0, MANY)
        .mapToObj(number -> piece.replace("#", "" + number))
        .collect(Collectors.joining("", before, ""));
  }

  @Tag("slow")
  @ParameterizedTest(name = "{index}")
  @MethodSource("texts")
  void isReadInTime(String text) {
    assertThat(JavaWatch.watched(text)).isNotEmpty();
    assertThat(new Unheard(text).joins()).isFalse();
    new Edits(Spelling.JAVASCRIPT, text).tellWhatIsOnlyPrinted("tell(%s);");
    new Edits(Spelling.CPP, text).tellThatItIsOnlyPrinted("tell();");
    assertThat(
            GoWatch.watched(
                text, "main.go", new Ignored(Spelling.GO, List.of(text)), new HashMap<>()))
        .isNotEmpty();
    for (Spelling spelling : Spelling.values()) {
      assertThat(Blindness.in(spelling, "a", text)).hasSizeLessThan(MANY);
    }
    assertThat(new Ignored(Spelling.RUST, List.of(text)).any(Map.of("a.rs", text)))
        .isIn(true, false);
    Unasked unasked = new Unasked(List.of(text));
    assertThat(unasked.tasks() || unasked.children()).isIn(true, false);
    assertThat(new Edits(Spelling.CPP, text).leavesJumpsUnheard()).isIn(true, false);
    assertThat(OwnTests.neverCalled(Language.PYTHON, Map.of("a.py", text)))
        .hasSizeLessThanOrEqualTo(MANY);
  }
}
