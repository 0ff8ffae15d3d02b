package io.assay.validate.docs;

import io.assay.language.Language;
import io.assay.validate.docs.Piece.Lexis;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Go. Without a package clause, statements go into `main`, declarations before it, and packages of
/// the standard library that are used are imported, as goimports does it. A package that is not
/// `main` is compiled as one.
final class GoDialect implements Dialect {
  private static final Lexis LEXIS = new Lexis(true, List.of("`"), false, Set.of());

  private static final Pattern FUNCTION = Pattern.compile("func\\s*(\\(\\)\\s*)?\\w+.*");
  private static final Pattern EXAMPLE = Pattern.compile("func\\s+(Example\\w*)\\s*\\(\\)");
  private static final Pattern DECLARED =
      Pattern.compile("(?:(\\w+(?:\\s*,\\s*\\w+)*)\\s*:=.*|var\\s+(\\w+(?:\\s*,\\s*\\w+)*)\\b.*)");
  private static final Pattern USED = Pattern.compile("(?<![\\w.])(\\w+)\\.[A-Z]");
  private static final Pattern FAILS =
      Pattern.compile("(?m)^\\s*return\\s+(?:\\w*[eE]rr\\b|fmt\\.Errorf)");

  /// The packages of the standard library by the name that they are used under, where that is not
  /// their whole path.
  private static final Map<String, String> DEEPER =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("rand", "math/rand"),
              Map.entry("big", "math/big"),
              Map.entry("bits", "math/bits"),
              Map.entry("cmplx", "math/cmplx"),
              Map.entry("utf8", "unicode/utf8"),
              Map.entry("utf16", "unicode/utf16"),
              Map.entry("json", "encoding/json"),
              Map.entry("xml", "encoding/xml"),
              Map.entry("csv", "encoding/csv"),
              Map.entry("gob", "encoding/gob"),
              Map.entry("hex", "encoding/hex"),
              Map.entry("base64", "encoding/base64"),
              Map.entry("binary", "encoding/binary"),
              Map.entry("http", "net/http"),
              Map.entry("httptest", "net/http/httptest"),
              Map.entry("url", "net/url"),
              Map.entry("netip", "net/netip"),
              Map.entry("filepath", "path/filepath"),
              Map.entry("exec", "os/exec"),
              Map.entry("signal", "os/signal"),
              Map.entry("atomic", "sync/atomic"),
              Map.entry("heap", "container/heap"),
              Map.entry("list", "container/list"),
              Map.entry("ring", "container/ring"),
              Map.entry("sha256", "crypto/sha256"),
              Map.entry("sha512", "crypto/sha512"),
              Map.entry("sha1", "crypto/sha1"),
              Map.entry("md5", "crypto/md5"),
              Map.entry("hmac", "crypto/hmac"),
              Map.entry("aes", "crypto/aes"),
              Map.entry("cipher", "crypto/cipher"),
              Map.entry("gzip", "compress/gzip"),
              Map.entry("zlib", "compress/zlib"),
              Map.entry("template", "text/template"),
              Map.entry("tabwriter", "text/tabwriter"),
              Map.entry("scanner", "text/scanner"),
              Map.entry("debug", "runtime/debug"),
              Map.entry("fs", "io/fs"),
              Map.entry("ioutil", "io/ioutil"),
              Map.entry("slog", "log/slog"),
              Map.entry("fnv", "hash/fnv"),
              Map.entry("crc32", "hash/crc32"),
              Map.entry("sql", "database/sql")));

  private static final Set<String> WHOLE =
      Set.of(
          "bufio", "bytes", "cmp", "context", "embed", "errors", "expvar", "flag", "fmt", "hash",
          "html", "image", "io", "iter", "log", "maps", "math", "mime", "net", "os", "path",
          "plugin", "reflect", "regexp", "runtime", "slices", "sort", "strconv", "strings", "sync",
          "syscall", "testing", "time", "unicode", "unique", "unsafe");

  @Override
  public Language language() {
    return Language.GO;
  }

  @Override
  public Set<String> labels() {
    return Set.of();
  }

  @Override
  public boolean compiles() {
    return true;
  }

  @Override
  public Optional<String> apart(List<Line> code) {
    return code.stream()
        .map(line -> line.text().strip())
        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
        .findFirst()
        .filter(line -> line.startsWith("module "))
        .map(_ -> "it is a go.mod");
  }

  @Override
  public List<Line> wrap(List<Line> code) {
    List<Line> imports = new ArrayList<>();
    List<Line> declarations = new ArrayList<>();
    List<Line> statements = new ArrayList<>();
    Set<String> variables = new LinkedHashSet<>();
    List<Piece> pieces = Piece.of(code, LEXIS);
    boolean executes = pieces.stream().anyMatch(GoDialect::isStatement);
    boolean main = false;
    boolean isPackage = false;
    for (Piece piece : pieces) {
      String head = piece.head();
      main |= head.matches("func\\s+main\\s*\\(\\).*");
      if (head.startsWith("package ")) {
        isPackage = true;
        imports.addAll(asMain(piece.lines()));
      } else if (head.matches("import\\b.*")) {
        imports.addAll(piece.lines());
      } else if (isStatement(piece) || (isVariable(piece) && executes && !statements.isEmpty())) {
        statements.addAll(piece.lines());
        Matcher declared = DECLARED.matcher(head);
        if (declared.matches()) {
          String names = declared.group(1) == null ? declared.group(2) : declared.group(1);
          variables.addAll(List.of(names.split("\\s*,\\s*", -1)));
        }
      } else {
        declarations.addAll(piece.lines());
      }
    }
    variables.remove("_");
    List<Line> all = new ArrayList<>();
    if (!isPackage) {
      all.add(Line.ours("package main"));
    }
    all.addAll(imports);
    if (!isPackage) {
      missing(code, imports).forEach(path -> all.add(Line.ours("import \"" + path + "\"")));
    }
    all.addAll(declarations);
    if (main || (isPackage && !statements.isEmpty())) {
      all.addAll(statements);
      return all;
    }
    boolean fails = statements.stream().anyMatch(line -> FAILS.matcher(line.text()).find());
    all.add(Line.ours(fails ? "func snippet() error {" : "func main() {"));
    all.addAll(statements);
    if (statements.isEmpty() && GoOutput.in(code).isPresent()) {
      examples(pieces).forEach(name -> all.add(Line.ours(name + "()")));
    }
    // What a fragment shows need not be used.
    variables.forEach(name -> all.add(Line.ours("_ = " + name)));
    all.add(Line.ours(fails ? "return nil }" : "}"));
    if (fails) {
      all.add(Line.ours("func main() { if err := snippet(); err != nil { panic(err) } }"));
    }
    return all;
  }

  /// The functions that package testing would take for examples.
  private static List<String> examples(List<Piece> pieces) {
    return pieces.stream()
        .map(piece -> EXAMPLE.matcher(piece.head()))
        .filter(Matcher::lookingAt)
        .map(example -> example.group(1))
        .toList();
  }

  private static boolean isStatement(Piece piece) {
    String head = piece.head();
    return !head.isEmpty()
        && !isVariable(piece)
        && !head.matches("(package|import|const|type)\\b.*")
        && !FUNCTION.matcher(head).matches();
  }

  private static boolean isVariable(Piece piece) {
    return piece.head().matches("var\\b.*");
  }

  private static List<Line> asMain(List<Line> clause) {
    return clause.stream()
        .map(line -> line.withText(line.text().replaceFirst("^(\\s*package\\s+)\\w+", "$1main")))
        .toList();
  }

  /// Paths of the standard library's packages that are used and not imported.
  private static Set<String> missing(List<Line> code, List<Line> imports) {
    Set<String> paths = new TreeSet<>();
    for (Line line : code) {
      Matcher used = USED.matcher(line.text().replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"|//.*", ""));
      while (used.find()) {
        String name = used.group(1);
        String path = WHOLE.contains(name) ? name : DEEPER.getOrDefault(name, "");
        boolean known =
            imports.stream()
                .anyMatch(it ->
                    it.text().contains("/" + name + "\"")
                        || it.text().contains("\"" + name + "\"")
                        || it.text().strip().matches("(import\\s+)?" + name + "\\s+\".*"));
        if (!path.isEmpty() && !known) {
          paths.add(path);
        }
      }
    }
    return paths;
  }
}
