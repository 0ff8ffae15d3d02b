package io.assay.validate.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.validate.Finding;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// None of these was ever issued. They are put together here, so that nobody who looks for secrets
/// finds one in this file.
class SecretsTest {
  private static final String LETTERS = "q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo0iNy".repeat(3);

  private static String issued(String mark, int length) {
    return mark + LETTERS.substring(0, length);
  }

  private static List<String> found(String text) {
    return Secrets.in(text).stream()
        .map(it -> it.what() + ": " + text.substring(it.start(), it.end()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "ghp_, 36, a GitHub token",
    "gho_, 36, a GitHub token",
    "ghs_, 36, a GitHub token",
    "github_pat_, 82, a GitHub token",
    "glpat-, 20, a GitLab token",
    "xoxb-, 40, a Slack token",
    "xoxp-, 40, a Slack token",
    "sk_live_, 24, a Stripe key",
    "sk-, 48, an OpenAI key",
    "sk-proj-, 100, an OpenAI key",
    "sk-ant-, 95, an Anthropic key",
    "AIza, 35, a Google API key",
    "npm_, 36, an npm token",
    "pypi-AgEI, 80, a PyPI token",
    "hf_, 34, a Hugging Face token",
  })
  void oneIsKnownByItsForm(String mark, int length, String what) {
    String secret = issued(mark, length);

    for (String text :
        List.of(
            "TOKEN = '" + secret + "'\n",
            "# " + secret,
            "token: " + secret,
            "\"a\\n" + secret + "\"",
            secret)) {
      assertThat(found(text)).as(text).containsExactly(what + ": " + secret);
    }
    assertThat(found("a" + secret)).isEmpty();
    assertThat(found(mark)).isEmpty();
    assertThat(found(mark + "x".repeat(length))).isEmpty();
    assertThat(found(mark + "EXAMPLE" + LETTERS.substring(0, length - 7))).isEmpty();
    assertThat(found(mark + "your-token-goes-here-and-nowhere-else-0A")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AKIA", "ASIA"})
  void theIdOfAnAccessKeyOfAwsHasSixteenMore(String mark) {
    String id = mark + "J5C56P35WQBRX2ZT";

    assertThat(found("id = \"" + id + "\"")).containsExactly("an AWS access key id: " + id);
    assertThat(found(id + "A")).isEmpty();
    assertThat(found(id.toLowerCase(java.util.Locale.ROOT))).isEmpty();
    assertThat(found(mark + "IOSFODNN7EXAMPLE")).isEmpty();
  }

  @Test
  void theSecretHalfOfItIsKnownByItsName() {
    String key = LETTERS.substring(0, 40).replace('q', '/');

    assertThat(found("aws_secret_access_key = " + key))
        .containsExactly("an AWS secret access key: " + key);
    assertThat(found("\"SecretAccessKey\": \"" + key + "\"")).hasSize(1);
    assertThat(found("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")).isEmpty();
    assertThat(found("aws_secret_access_key=os.environ['AWS_SECRET_ACCESS_KEY']")).isEmpty();
  }

  static Stream<String> keys() {
    String body = LETTERS.substring(0, 64) + "\n" + LETTERS.substring(5, 69) + "\n";
    return Stream.of(
        key("RSA ", body),
        key("", body),
        key("OPENSSH ", body),
        key("EC ", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A\n\n" + body),
        key("", body).replace("\n", "\\n"),
        key("", body).replace("\n", "\\n\" +\n  \""),
        key("", body).replace("\n", "\\\n"),
        key("", body).replaceFirst("\\w\n(?=\\w)", "-\n"),
        key("", body).indent(4),
        key("", body).replaceAll("(?m)^", "> > "),
        key("", body).replaceAll("(?m)^", "  # "),
        key("", body).replaceAll("(?m)^", "// "),
        key("EC ", "Proc-Type: 4,ENCRYPTED\n\n" + body).replaceAll("(?m)^", " * "));
  }

  private static String key(String kind, String body) {
    String name = kind + "PRIVATE KEY";
    return "-----BEGIN " + name + "-----\n" + body + "-----END " + name + "-----\n";
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aPrivateKeyIsWhatStandsBetweenItsMarks(String key) {
    List<Secret> secrets = Secrets.in("KEY = \"" + key + "\"");

    assertThat(secrets).extracting(Secret::what).containsExactly("a private key");
    assertThat(Secrets.hidden("KEY = \"" + key + "\"")).doesNotContain(LETTERS.substring(5, 30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if \"-----BEGIN PRIVATE KEY-----\" in text: raise ValueError(aVeryLongNameThatGoesOnAndOnAndOn)",
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIEvQ...\n-----END PRIVATE KEY-----",
        "// -----BEGIN PRIVATE KEY-----\n// ...\nvoid aNameThatIsLongerThanOnlyThirtyTwoCharacters();",
        "-----BEGIN RSA PRIVATE KEY-----\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n-----END RSA PRIVATE KEY-----",
      })
  void talkOfAKeyIsNone(String text) {
    assertThat(found(text)).isEmpty();
    assertThat(found("-----BEGIN PUBLIC KEY-----\n" + LETTERS + "\n-----END PUBLIC KEY-----"))
        .isEmpty();
  }

  private static String webToken(String header, String claims) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString(header.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(claims.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        + "."
        + LETTERS.substring(0, 43);
  }

  @Test
  void aWebTokenSaysHowItIsSigned() {
    String header = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    String token = webToken(header, "{\"sub\":\"ada\"}");

    assertThat(found("Authorization: Bearer " + token))
        .containsExactly("a JSON web token: " + token);
    assertThat(found(webToken("{\"alg\":\"none\"}", "{\"sub\":\"ada\"}"))).isEmpty();
    assertThat(found(webToken(header, "{\"sub\":\"1234567890\",\"name\":\"John Doe\"}"))).isEmpty();
    assertThat(found(webToken(header, "{\"role\":\"anon\"}"))).isEmpty();
    assertThat(found(webToken("{\"a\":1}", "{\"sub\":\"ada\"}"))).isEmpty();
    assertThat(found(token.substring(0, token.lastIndexOf('.')))).isEmpty();
    assertThat(found("eyJhbGciOiJIUzI1NiJ9.eyJ.x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app:Tr0ub4dor&3@db.internal:5432/x",
        "https://ada:Tr0ub4dor&3@git.acme.org/a.git",
        "redis://:Tr0ub4dor&3@cache:6379",
        "f\"mysql+pymysql://app:Tr0ub4dor&3@{host}/x\"",
      })
  void aPasswordInAUrlIsOne(String text) {
    assertThat(found(text)).containsExactly("a password in a URL: Tr0ub4dor&3");
    assertThat(Secrets.hidden(text)).contains(":Tr*********@");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://app:Tr0ub4dor&3@localhost:5432/x",
        "postgres://app:Tr0ub4dor&3@127.0.0.1/x",
        "https://ada:Tr0ub4dor&3@example.com/",
        "https://ada:Tr0ub4dor&3@api.example.org/",
        "https://user:password@host/",
        "postgres://postgres:postgres@db/x",
        "scheme://user:password@host",
        "f\"postgres://{user}:{password}@{host}\"",
        "`https://${user}:${password}@git.acme.org`",
        "\"https://%s:%s@git.acme.org\"",
        "https://ada:$TOKEN@git.acme.org",
        "https://ada:<password>@git.acme.org",
        "https://ada:changeme@git.acme.org",
        "https://ada:xxxx@git.acme.org",
        "http://here:8080/path@x",
        "http://a.b/c?d=e:f@g",
        "ssh://git@github.com:22/a.git",
      })
  void whatProtectsNothingIsNone(String text) {
    assertThat(found(text)).isEmpty();
    assertThat(Secrets.hidden(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password = 'Tr0ub4dor&3'",
        "class='sk-circle-fade-dot-and-another-very-long-name-of-a-class'",
        "const task_id = 'task-q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo0iNy'",
        "integrity: sha512-q7Xv2LmR9tKd4WzB8nHs3YcF6pJg5TaE1uVo0iNyq7Xv2LmR9tKd4WzB8nHs3Y==",
        "npm_config_registry_and_a_name_that_is_rather_long",
        "xoxb-not-really-a-token-but-a-sentence",
        "sk_test_q7Xv2LmR9tKd4WzB8nHs3Yc",
      })
  void whatHasNoFormIsNone(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void littleOfOneIsShownAndTheRestKeepsItsPlace() {
    String secret = issued("ghp_", 36);

    assertThat(Secrets.hidden("a('" + secret + "', b)"))
        .isEqualTo("a('ghp_" + "*".repeat(36) + "', b)");
    assertThat(new Secret("a password in a URL", 0, 6).shown("hunter")).isEqualTo("h\u2026");
  }

  @Test
  void ofOneOverSeveralLinesNoneShowsAnything() {
    List<String> lines =
        ("before\n" + key("", LETTERS + "\n" + LETTERS + "\n") + "\n").lines().toList();

    List<String> hidden = Secrets.hidden(lines);

    assertThat(hidden).hasSameSizeAs(lines).startsWith("before", lines.get(1));
    assertThat(hidden.subList(2, 4))
        .containsExactly(
            LETTERS.substring(0, 4) + "*".repeat(LETTERS.length() - 4),
            "*".repeat(LETTERS.length()));
    assertThat(Secrets.hidden(List.of())).isEmpty();
    assertThat(Secrets.hidden(List.of("", ""))).containsExactly("", "");
  }

  @Test
  void aPrivateKeyThatIsCutEndsWhereItsLinesEnd() {
    String begins = "-----BEGIN PRIVATE " + "KEY-----\n";
    String cut = LETTERS + "\n" + LETTERS + "\nq7Xv==\n";
    String other = "And so on.\n\n-----\n\n" + key("EC ", LETTERS + "\n");

    assertThat(found(begins + cut + other))
        .containsExactly("a private key: " + cut.strip(), "a private key: " + LETTERS + "\n");
    assertThat(found(begins + cut)).hasSize(1);
  }

  @Test
  void noFindingShowsOne() {
    String secret = issued("ghp_", 36);
    Finding finding =
        Finding.of("execution/runtime-error", "it said " + secret)
            .showing("token = '" + secret + "'")
            .suggesting("leave " + secret);

    assertThat(finding.toString()).doesNotContain(secret);
    assertThat(finding.source()).startsWith("token = 'ghp_***");
  }

  static Stream<String> hostile() {
    return Stream.of(
            "eyJ",
            "eyJ.",
            "eyJ.eyJhbGciOiJIUzI1NiJ9.",
            "://",
            "a://b:",
            "a://b:c@",
            "AKIA",
            "ghp_",
            "sk-",
            " sk-",
            " sk-a-a1",
            "\\nsk-a",
            "gh",
            "secretAccessKey=a1",
            "-----BEGIN ",
            "-----BEGIN PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\n",
            "-----BEGIN PRIVATE KEY-----\na: b\n",
            "-----BEGIN PRIVATE KEY-----\n > ",
            "-----BEGIN PRIVATE KEY-----\n" + LETTERS + "\n",
            LETTERS.substring(0, 40) + "\n",
            "-----BEGIN PRIVATE KEY-----\\",
            "-----BEGIN PRIVATE KEY-----" + LETTERS + "-",
            "-----BEGIN PRIVATE KEY",
            "-----BEGIN PRIVATE KEY-----" + LETTERS,
            "SecretAccessKey=",
            "secret_access_key=" + LETTERS.substring(0, 40) + " ",
            "\\n",
            "-----")
        .flatMap(piece -> {
          String text = piece.repeat(1_000_000 / piece.length());
          String rest = piece.substring(piece.length() - 1).repeat(1_000_000);
          return Stream.of(text, piece + rest, "sk-" + rest, "eyJ" + rest, "://" + rest);
        });
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("hostile")
  @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aHostileTextIsReadInTime(String text) {
    assertThat(Secrets.hidden(text)).hasSameSizeAs(text);
  }
}
