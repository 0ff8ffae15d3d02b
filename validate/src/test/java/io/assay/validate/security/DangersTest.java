package io.assay.validate.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.language.Language;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is told, and its honest neighbours, which are not: each a piece of code behind `===`, with
/// the word for its danger, or `-`.
class DangersTest {
  private static final String PYTHON =
      """
      === evaluation
      print(eval(input("? ")))
      === evaluation
      data = request.form["x"]
      exec(data)
      === evaluation
      eval(sys.argv[1])
      === -
      print(eval("1 + 2"))
      === -
      print(ast.literal_eval(input()))
      === -
      model.eval()
      === -
      class Interpreter:
          def eval(self, node): return self.eval(node.left)
      === -
      def eval(input): return eval(input)
      === -
      # eval(input())
      s = "eval(input())"
      === deserialization
      import pickle
      pickle.loads(request.get_data())
      === deserialization
      import pickle
      data = sock.recv(4096)
      thing = pickle.loads(data)
      === deserialization
      config = yaml.load(text)
      === deserialization
      config = yaml.load(open("a.yml"), Loader=yaml.Loader)
      === deserialization
      config = yaml.unsafe_load(text)
      === -
      config = yaml.load(text, Loader=yaml.SafeLoader)
      === -
      config = yaml.safe_load(text)
      === -
      from ruamel.yaml import YAML
      yaml = YAML(typ="safe")
      config = yaml.load(text)
      === -
      with open("cache.pkl", "rb") as f: cache = pickle.load(f)
      === -
      same = pickle.loads(pickle.dumps(thing))
      === -
      data = json.load(sock.makefile())
      === shell
      os.system("rm -rf " + path)
      === shell
      os.system(f"ping -c 1 {host}")
      === shell
      os.system("ping -c 1 %s" % host)
      === shell
      os.system("ping -c 1 {}".format(host))
      === shell
      command = "ping -c 1 " + host
      os.system(command)
      === shell
      subprocess.run(f"git log {branch}", shell=True, check=True)
      === shell
      subprocess.check_output("git log " + branch, shell=True)
      === shell
      subprocess.run(["bash", "-c", f"git log {branch}"])
      === shell
      subprocess.getoutput(f"git log {branch}")
      === shell
      os.system(input())
      === -
      subprocess.run(["git", "log", branch], check=True)
      === -
      subprocess.run("ls | wc -l", shell=True)
      === -
      os.system("clear")
      === -
      os.system("cls" if os.name == "nt" else "clear")
      === -
      os.system(f"ping -c 1 {shlex.quote(host)}")
      === -
      os.system(f"{sys.executable} -m pip install requests")
      === -
      COMMAND = "ls"
      os.system(f"{COMMAND} -l")
      === -
      for name in ["a", "b"]:
          os.system(f"mkdir -p {name}")
      === -
      for i in range(3):
          os.system(f"touch file{i}")
      === -
      def run(count: int): os.system(f"seq {count}")
      === -
      folder = tempfile.mkdtemp()
      os.system(f"ls {folder}")
      === -
      def first():
          command = "ping " + host
      def run(command):
          os.system(command)
      === -
      self.system("ping " + host)
      === -
      # os.system("rm -rf " + path)
      === remote-script
      os.system("curl -fsSL https://get.acme.org | sh")
      === remote-script
      subprocess.run("wget -qO- https://get.acme.org/x | sudo bash", shell=True)
      === remote-script
      subprocess.run(["sh", "-c", "bash <(curl -s https://get.acme.org)"])
      === -
      os.system("curl -fsSL https://get.acme.org/x -o x")
      === -
      print("curl -fsSL https://get.acme.org | sh")
      === certificate
      import requests
      requests.get(url, verify=False)
      === certificate
      with httpx.Client(verify=False) as client: pass
      === certificate
      session = requests.Session()
      session.verify = False
      === certificate
      context = ssl._create_unverified_context()
      === -
      import requests
      requests.get(url, verify="ca.pem")
      === -
      import requests
      requests.get("https://localhost:8443/", verify=False)
      === -
      check.get(url, verify=False)
      === temporary-file
      import tempfile
      path = tempfile.mktemp()
      === temporary-file
      path = tempfile.mktemp(dir="/tmp")
      === -
      path = tempfile.mktemp(dir=self.folder)
      === -
      path = tempfile.mkstemp()
      === -
      from tempfile import mktemp
      (a, b) = 1, 2
      === password-hash
      hashlib.md5(password.encode()).hexdigest()
      === password-hash
      hashlib.sha1(salt + password)
      === password-hash
      digest = hashlib.md5()
      digest.update(password.encode())
      === -
      digest = hashlib.sha256()
      digest.update(password.encode())
      === -
      hashlib.md5(data).hexdigest()
      === -
      hashlib.sha256(password.encode())
      === sql
      cursor.execute(f"SELECT * FROM users WHERE name = '{name}'")
      === sql
      cursor.execute("SELECT * FROM users WHERE id = " + user_id)
      === sql
      cursor.execute("SELECT * FROM users WHERE name = '%s'" % name)
      === sql
      cursor.execute("DELETE FROM users WHERE name = '{}'".format(name))
      === sql
      query = f"INSERT INTO users (name) VALUES ('{name}')"
      cursor.execute(query)
      === sql
      cursor.execute(\"\"\"
          SELECT * FROM users
          WHERE name LIKE '%\"\"\" + name + \"\"\"%'\"\"\")
      === -
      cursor.execute("SELECT * FROM users WHERE name = ?", (name,))
      === -
      cursor.execute("SELECT * FROM users WHERE name = %s", (name,))
      === -
      cursor.execute(f"SELECT * FROM {table} WHERE name = ?", (name,))
      === -
      cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})".replace("a", "b"))
      === -
      cursor.execute(f"DELETE FROM users WHERE id IN ({','.join('?' * len(ids))})", ids)
      === -
      cursor.execute(f"SELECT * FROM users WHERE id = {int(user_id)}")
      === -
      cursor.execute("SELECT * FROM users "
                     "WHERE name = ?", (name,))
      === -
      pool.execute(f"update of {name} = {value}")
      """;

  private static final String JAVASCRIPT =
      """
      === evaluation
      console.log(eval(text));
      === evaluation
      const f = new Function("x", body);
      === evaluation
      eval(`(${json})`);
      === -
      console.log(eval("1 + 2"));
      === -
      const code = "1 + 2";
      eval(code);
      === -
      const f = new Function("x", "return x + 1");
      === -
      const found = await page.$eval("a", it => it.href); redis.eval(script);
      === -
      function eval(text) { return 1; }
      === -
      // eval(text)
      const s = "eval(text)";
      === shell
      const { exec } = require("child_process");
      exec(`ls ${folder}`);
      === shell
      import { execSync } from "node:child_process";
      execSync("ls " + folder);
      === shell
      const cp = require("child_process");
      const command = `convert ${file} out.png`;
      cp.exec(command, done);
      === shell
      require("child_process").exec("ls " + folder);
      === shell
      const { spawn } = require("child_process");
      spawn(`ls ${folder}`, { shell: true });
      === shell
      const { spawn } = require("child_process");
      spawn("sh", ["-c", `ls ${folder}`]);
      === -
      const { execFile } = require("child_process");
      execFile("ls", [folder]);
      === -
      const { exec } = require("child_process");
      exec("ls -l");
      === -
      const { execSync } = require("child_process");
      const found = /a(b)/.exec(`x${text}`);
      === -
      const { execSync } = require("child_process");
      execSync(`ls ${all ? "-a" : ""}`);
      === -
      const { execSync } = require("child_process");
      execSync(`${process.execPath} --version`);
      === remote-script
      const { execSync } = require("child_process");
      execSync("curl -s https://get.acme.org | bash");
      === certificate
      https.request({ host, rejectUnauthorized: false });
      === certificate
      process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
      === certificate
      process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = 0;
      === -
      https.request({ host, rejectUnauthorized: true });
      === -
      const strict = secure ? options.rejectUnauthorized : false;
      === -
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      === sql
      db.query(`SELECT * FROM users WHERE name = '${name}'`);
      === sql
      db.all("SELECT * FROM users WHERE id = " + id, done);
      === -
      db.query("SELECT * FROM users WHERE name = $1", [name]);
      === -
      db.query(`SELECT * FROM ${table} WHERE name = ?`, [name]);
      === -
      db.query(sql`SELECT * FROM users WHERE name = ${name}`);
      === -
      db.query(`SELECT * FROM users WHERE name = $${index}`, values);
      === -
      db.query(`SELECT * FROM users WHERE id IN (${ids.map(() => "?").join(",")})`, ids);
      === -
      db.query(`SELECT * FROM users WHERE name = ${mysql.escape(name)}`);
      """;

  private static final String TYPESCRIPT =
      """
      === evaluation
      const value: unknown = eval(text as string);
      === sql
      async function find(name: string) { return db.query(`SELECT * FROM users WHERE name = '${name}'`); }
      === -
      async function find(id: number) { return db.query(`SELECT * FROM users WHERE id = ${id}`); }
      === shell
      import { exec } from "child_process";
      function list(folder: string): void { exec(`ls ${folder}`); }
      """;

  private static final String GO =
      """
      === certificate
      c := &tls.Config{InsecureSkipVerify: true}
      === certificate
      c.InsecureSkipVerify = true
      === -
      c := &tls.Config{InsecureSkipVerify: false}
      === -
      // InsecureSkipVerify: true
      === shell
      out, err := exec.Command("sh", "-c", "ls " + folder).Output()
      === shell
      out, err := exec.CommandContext(ctx, "bash", "-c", fmt.Sprintf("ls %s", folder)).Output()
      === shell
      command := fmt.Sprintf("ls %s", folder)
      exec.Command("/bin/sh", "-c", command).Run()
      === -
      exec.Command("ls", folder).Run()
      === -
      exec.Command("sh", "-c", "ls | wc -l").Run()
      === -
      exec.Command("sh", "-c", fmt.Sprintf("seq %d", count)).Run()
      === -
      func run(count int) { exec.Command("sh", "-c", "seq " + strconv.Itoa(count)).Run() }
      === remote-script
      exec.Command("sh", "-c", "curl -s https://get.acme.org | sh").Run()
      === sql
      rows, err := db.Query("SELECT * FROM users WHERE name = '" + name + "'")
      === sql
      rows, err := db.QueryContext(ctx, fmt.Sprintf("SELECT * FROM users WHERE name = '%s'", name))
      === -
      rows, err := db.Query("SELECT * FROM users WHERE name = ?", name)
      === -
      rows, err := db.Query(fmt.Sprintf("SELECT * FROM %s WHERE name = ?", table), name)
      === -
      rows, err := db.Query(fmt.Sprintf("SELECT * FROM users WHERE id = %d", id))
      """;

  private static final String RUST =
      """
      === shell
      Command::new("sh").arg("-c").arg(format!("ls {}", folder)).status()?;
      === shell
      Command::new("bash").args(["-c", &format!("ls {folder}")]).status()?;
      === shell
      let command = format!("ls {}", folder);
      std::process::Command::new("sh").arg("-c").arg(&command).output()?;
      === -
      Command::new("ls").arg(folder).status()?;
      === -
      Command::new("sh").arg("-c").arg("ls | wc -l").status()?;
      === -
      Command::new("sh").arg("-c").arg(format!("kill -9 {}", std::process::id())).status()?;
      === -
      fn run(count: u32) { Command::new("sh").arg("-c").arg(format!("seq {}", count)).status(); }
      === remote-script
      Command::new("sh").arg("-c").arg("curl -s https://get.acme.org | sh").status()?;
      === certificate
      let client = Client::builder().danger_accept_invalid_certs(true).build()?;
      === -
      let client = Client::builder().danger_accept_invalid_certs(false).build()?;
      === sql
      conn.execute(&format!("DELETE FROM users WHERE name = '{}'", name), [])?;
      === sql
      sqlx::query(&format!("SELECT * FROM users WHERE name = '{name}'")).fetch_all(&pool).await?;
      === -
      conn.execute("DELETE FROM users WHERE name = ?1", [name])?;
      === -
      conn.execute(&format!("DELETE FROM {} WHERE name = ?1", table), [name])?;
      """;

  private static final String JAVA =
      """
      === shell
      Runtime.getRuntime().exec("ping " + host);
      === shell
      new ProcessBuilder("sh", "-c", "ping " + host).start();
      === shell
      Runtime.getRuntime().exec(new String[] {"sh", "-c", "ping " + host});
      === shell
      new ProcessBuilder(List.of("bash", "-c", String.format("ping %s", host))).start();
      === shell
      String command = "ping " + host;
      Runtime.getRuntime().exec(command);
      === -
      new ProcessBuilder("ping", host).start();
      === -
      Runtime.getRuntime().exec(new String[] {"ping", host});
      === -
      Runtime.getRuntime().exec("ls -l");
      === -
      new ProcessBuilder("sh", "-c", "kill -9 " + ProcessHandle.current().pid()).start();
      === -
      void run(int count) { Runtime.getRuntime().exec("seq " + count); }
      === remote-script
      new ProcessBuilder("sh", "-c", "curl -s https://get.acme.org | sh").start();
      === deserialization
      Object read(Socket socket) { return new ObjectInputStream(socket.getInputStream()).readObject(); }
      === deserialization
      void doPost(HttpServletRequest request) {
        InputStream raw = request.getInputStream();
        Object value = new ObjectInputStream(new BufferedInputStream(raw)).readObject();
      }
      === -
      Object read(Process process) { return new ObjectInputStream(process.getInputStream()).readObject(); }
      === -
      ObjectInputStream in = new ObjectInputStream(new FileInputStream(file));
      === -
      ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes));
      === -
      Socket socket = new Socket(host, 1);
      ObjectInputStream in = new ObjectInputStream(socket.getInputStream());
      in.setObjectInputFilter(ObjectInputFilter.Config.createFilter("a.*;!*"));
      === certificate
      public void checkServerTrusted(X509Certificate[] chain, String type) {}
      === certificate
      public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException { /* all are good */ }
      === -
      public void checkServerTrusted(X509Certificate[] chain, String type) { delegate.checkServerTrusted(chain, type); }
      === sql
      ResultSet found = statement.executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
      === sql
      statement.executeUpdate(String.format("DELETE FROM users WHERE name = '%s'", name));
      === sql
      String sql = "SELECT * FROM users "
          + "WHERE name = '" + name + "'";
      statement.executeQuery(sql);
      === -
      PreparedStatement found = connection.prepareStatement("SELECT * FROM users WHERE name = ?");
      === -
      statement.executeQuery("SELECT * FROM users WHERE name = '" + NAME + "'");
      === -
      void find(long id) { statement.executeQuery("SELECT * FROM users WHERE id = " + id); }
      === -
      statement.executeQuery("SELECT * FROM " + table);
      """;

  private static final String CPP =
      """
      === shell
      system(("ls " + folder).c_str());
      === shell
      std::string command = "ls " + folder;
      std::system(command.c_str());
      === shell
      auto command = std::string("ls ") + folder;
      FILE *out = popen(command.c_str(), "r");
      === -
      system("clear");
      === -
      int run(int count) { std::string command = "seq " + std::to_string(count); return system(command.c_str()); }
      === -
      std::system_error error; solver.system("a " + b);
      === remote-script
      system("curl -s https://get.acme.org | sh");
      === overflow
      int main(int argc, char **argv) { char name[16]; strcpy(name, argv[1]); }
      === overflow
      char path[64]; sprintf(path, "%s/.rc", getenv("HOME"));
      === overflow
      char word[8]; strcat(word, std::getenv("WORD"));
      === -
      char word[8]; strcpy(word, "short");
      === -
      int main(int argc, char **argv) { char name[length(argv[1])]; strcpy(name, argv[1]); }
      === -
      int main(int argc, char **argv) { char name[16]; if (strlen(argv[1]) < 16) strcpy(name, argv[1]); }
      === -
      int main(int argc, char **argv) { char name[16]; snprintf(name, sizeof name, "%s", argv[1]); }
      === -
      char text[16]; sprintf(text, "%d", count);
      === -
      void copy(char *to, const char *from) { strcpy(to, from); }
      === sql
      sqlite3_exec(db, ("SELECT * FROM users WHERE name = '" + name + "'").c_str(), 0, 0, 0);
      === sql
      std::string sql = "DELETE FROM users WHERE name = '" + name + "'";
      sqlite3_exec(db, sql.c_str(), 0, 0, 0);
      === -
      sqlite3_prepare_v2(db, "SELECT * FROM users WHERE name = ?", -1, &statement, nullptr);
      """;

  static Stream<Arguments> cases() {
    return Stream.of(
            of("python", PYTHON),
            of("javascript", JAVASCRIPT),
            of("typescript", TYPESCRIPT),
            of("go", GO),
            of("rust", RUST),
            of("java", JAVA),
            of("cpp", CPP))
        .flatMap(it -> it);
  }

  private static Stream<Arguments> of(String language, String cases) {
    return Stream.of(cases.split("(?m)^=== "))
        .filter(one -> !one.isBlank())
        .map(one -> {
          int end = one.indexOf('\n');
          return Arguments.of(language, one.substring(0, end), one.substring(end + 1));
        });
  }

  private static List<String> found(String language, String code) {
    return Dangers.in(Language.named(language), code).stream().map(it -> it.kind().word()).toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsDangerousIsToldAndItsHonestNeighboursAreNot(
      String language, String told, String code) {
    assertThat(found(language, code))
        .as(code)
        .isEqualTo(told.equals("-") ? List.of() : List.of(told));
  }

  @Test
  void aDangerHasItsPlaceAndWhatToDoInstead() {
    assertThat(Dangers.in(Language.PYTHON, "import os\nif a:\n    os.system('rm ' + path)\n"))
        .containsExactly(
            new Danger(
                Danger.Kind.SHELL,
                3,
                8,
                "os.system",
                "give the program and its arguments as a list, without a shell"));
  }

  /// Pieces of which a file of a megabyte is made.
  static Stream<Arguments> hostile() {
    return Stream.of(
            hostile("python", "eval(", "eval(a+", "os.system(a+", "os.system('a'+", "a=a+'b'\n"),
            hostile("python", "f'{", "execute('select ' + a + '= '", "'%s' % (", "for a in ["),
            hostile("python", "execute('select from = ' + a)\n", "def a(a):\n", "a=(", "a."),
            hostile(
                "python", "os.system('curl " + "a ".repeat(400) + "')\n", "f({a:", "execute(a)\n"),
            hostile(
                "python",
                "import subprocess; run(a, shell=True, ",
                "os.system(f'a {a} {a} {a}')\n"),
            hostile(
                "javascript",
                "eval(",
                "`${",
                "query(`select from a where b = ${c}",
                "new Function("),
            hostile(
                "typescript", "child_process; exec(`a ${b}", "a: b = c\n", "a?.", "execute(a)\n"),
            hostile(
                "go",
                "exec.Command(\"sh\",\"-c\",a+",
                "db.Query(fmt.Sprintf(\"%s%s\",",
                "a := b\n"),
            hostile("rust", "Command::new(\"sh\").arg(", "Command::new(\"sh\").arg(\"-c\")", "a::"),
            hostile(
                "java",
                "new ObjectInputStream(",
                "checkServerTrusted(){",
                "checkServerTrusted() a "),
            hostile(
                "java",
                "execute(String.format(\"%s\",",
                "new ProcessBuilder(new String[]{",
                "a=b;"),
            hostile("cpp", "system((", "system(\"a\"+b+", "char a[1]; strcpy(a, argv[1]);", "R\"("))
        .flatMap(it -> it);
  }

  private static Stream<Arguments> hostile(String language, String... pieces) {
    return Stream.of(pieces).map(piece -> Arguments.of(language, piece));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("hostile")
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aHostileFileIsLookedAtInTime(String language, String piece) {
    String code = piece.repeat(1_000_000 / piece.length());

    assertThat(Dangers.in(Language.named(language), code)).hasSizeLessThanOrEqualTo(200);
  }

  /// Values that are as long as one may be, of which many calls are made.
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("python", "a = '" + "{{".repeat(1900) + "'.format(b)\n"),
        Arguments.of("python", "a = '" + "%(".repeat(1900) + "' % b\n"),
        Arguments.of("python", "a = 'select from " + "a=' + b + '".repeat(100) + "'\n"),
        Arguments.of("python", "a = f'update set " + "a={b}".repeat(600) + "'\n"),
        Arguments.of("python", "b = '" + "x' 'y".repeat(400) + "'\na = f'select from a={b}'\n"),
        Arguments.of("python", "a = '" + "curl a ".repeat(500) + "'" + "'x'".repeat(390) + "\n"),
        Arguments.of("rust", "let a = r" + "#".repeat(400_000) + "\"x\";\n"),
        Arguments.of("cpp", "auto a = R\"(" + "x".repeat(500_000) + ")\";\n"));
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("values")
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aValueIsTakenApartOnceHoweverOftenItIsUsed(String language, String value) {
    String code = value + "execute(a); os.system(a)\n".repeat((1_000_000 - value.length()) / 25);

    assertThat(Dangers.in(Language.named(language), code)).hasSizeLessThanOrEqualTo(200);
  }
}
