package io.assay.validate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.Assay;
import io.assay.Bytes;
import io.assay.Program;
import io.assay.language.Language;
import io.assay.validate.Change;
import io.assay.validate.Finding;
import io.assay.validate.Judgement;
import io.assay.validate.Report;
import io.assay.validate.Validation;
import io.assay.validate.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What programs of Go, Rust and Java import, told before they are compiled.
class ImportsTest {
  private static Assay assay;

  @BeforeAll
  static void start() {
    assay = Assay.start();
  }

  @AfterAll
  static void stop() {
    assay.close();
  }

  private static Change change(Map<String, String> texts, String entry) {
    SequencedMap<String, Program.Content> files = new LinkedHashMap<>();
    new TreeMap<>(texts)
        .forEach((name, text) -> files.put(name, new Program.Content.Text(Bytes.of(text))));
    return Change.of(Language.ofFileName(entry), new Program(files, entry, List.of(), Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          go   | package main↵import (↵  "fmt" // as ever↵  g "github.com/gin-gonic/gin"↵)↵func main() { fmt.Println(g.New()) } | 4:5 'github.com/gin-gonic/gin' is not installed in this template | it comes with the package github.com/gin-gonic/gin
          go   | package main; import "strngs"↵func main() { strngs.Fields("") } | 1:22 there is no module 'strngs' here | did you mean 'strings'?
          rust | use std::fmt;↵use rand::Rng;↵fn main() { let x: u8 = rand::thread_rng().gen(); println!("{x}"); } | 2:5 'rand' is not installed in this template | it comes with the package rand
          rust | fn main() { println!("{}", made_up_crate::answer()); } | 1:28 there is no module 'made_up_crate' here | nothing is known to provide it; the name may be made up
          java | import java.util.List;↵import com.google.gson.Gson;↵class Main { public static void main(String[] a) { new Gson(); } } | 2:8 'com.google.gson.Gson' is not installed in this template | it comes with the package com.google.code.gson:gson
          java | import java.utl.List;↵class Main { public static void main(String[] a) { } } | 1:8 there is no module 'java.utl.List' here | did you mean 'java.util.List'?
          """)
  void whatIsNotThereIsToldBeforeItIsCompiled(
      String language, String code, String told, String suggestion) throws InterruptedException {
    Report report =
        new Validation(assay).judge(Change.of(Language.named(language), code.replace('↵', '\n')));

    Judgement last = report.judgements().getLast();
    assertThat(last.gate()).as("%s", report).isEqualTo("imports");
    List<Finding> findings = ((Verdict.Rejected) last.verdict()).findings();
    assertThat(findings)
        .extracting(it -> it.line().getAsInt() + ":" + it.column().getAsInt() + " " + it.message())
        .containsExactly(told);
    assertThat(findings.getFirst().suggestion()).isEqualTo(suggestion);
  }

  static Stream<Arguments> whatIsThereIsNoComplaint() {
    return Stream.of(
        Arguments.of(
            "main.go",
            Map.of(
                "go.mod", "module example.org/app // ours\n\ngo 1.21\n",
                "main.go",
                    "// import \"not/this\"\npackage main\n\nimport \"fmt\"\nimport (\n\t. \"strings\"\n\t_ \"net/http/pprof\"\n\t`example.org/app/deep/inside`\n)\n\nfunc main() { fmt.Println(ToUpper(inside.Name), `import \"no/such\"`) }\n",
                "deep/inside/inside.go", "package inside\n\nconst Name = \"n\"\n",
                "testdata/bad.go", "package bad\nimport \"no/such\"\n")),
        Arguments.of(
            "main.rs",
            Map.of(
                "main.rs",
                    """
                    //! uses nothing::at::all
                    mod shapes;
                    use shapes::{area, Kind::*};
                    use std::collections::*;
                    use std::{fmt, io::{self, Write}};
                    use fmt::Display;
                    macro_rules! make { ($name:ident) => { mod $name { pub fn go() -> u8 { 1 } } } }
                    make!(made);
                    fn show<T: Display>(it: T) -> String { format!("{it} no::such::thing") }
                    fn main() {
                        let c = '"'; let life: &'static str = r#"use absent::"x";"#;
                        let map: hash_map::HashMap<u8, u8> = hash_map::HashMap::new();
                        io::stdout().write_all(b"").unwrap();
                        println!("{}{}{}{}{}{:?}", show(area(Square)), u8::MAX, made::go(), c, life, map);
                    }
                    """,
                "shapes.rs", "pub enum Kind { Square }\npub fn area(_: Kind) -> u8 { 1 }\n")),
        Arguments.of(
            "src/main.rs",
            Map.of(
                "Cargo.toml",
                    "[package]\nname = \"own-name\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
                "src/lib.rs", "pub fn f() -> u8 { 1 }\n",
                "src/main.rs", "use own_name::f;\nfn main() { println!(\"{}\", f()); }\n")),
        Arguments.of(
            "src/app/Main.java",
            Map.of(
                "src/app/Main.java",
                    """
                    /* import absent.one.Thing; */
                    package app;

                    import static app.shapes.Area.of;
                    import app.shapes.*;
                    import javax.xml.parsers.DocumentBuilderFactory;
                    import java.util.Map.Entry;

                    public class Main {
                      static final String TEXT = "\\n import absent.two.Thing;";

                      public static void main(String[] a) {
                        System.out.println(of(1) + TEXT);
                      }
                    }
                    """,
                "src/app/shapes/Area.java",
                    "package app.shapes;\npublic class Area { public static int of(int a) { return a; } }\n")));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsThereIsNoComplaint(String entry, Map<String, String> files)
      throws InterruptedException {
    Report report = new Validation(assay).judge(change(files, entry));

    assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.accepted());
  }

  @Test
  void aPackageOfAModuleThatIsNotThereIsNoPartOfIt() throws InterruptedException {
    Change change =
        change(
            Map.of(
                "go.mod", "module example.org/app\n",
                "main.go",
                    "package main\nimport \"example.org/app/gone\"\nfunc main() { gone.F() }\n",
                "help.go", "//go:build ignore\n\npackage main\nimport \"no.such/one\"\n"),
            "main.go");

    String told =
        Reader.of(Language.GO).read(assay, change.program()).imports().stream()
            .map(it -> it.module() + " " + it.origin() + " " + it.optional())
            .collect(Collectors.joining("; "));

    assertThat(told).isEqualTo("no.such/one MISSING true; example.org/app/gone NO_SUCH_PART false");
  }
}
