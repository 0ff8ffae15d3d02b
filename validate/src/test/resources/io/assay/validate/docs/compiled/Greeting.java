/// Greets.
///
/// ```java
/// System.out.println(new Greeting("you").text());
/// ```
///
/// ```
/// Hello, you
/// ```
public record Greeting(String name) {
  /**
   * The text.
   *
   * {@snippet :
   * if (!new Greeting("x").text().equals("Hello, x")) {
   *   throw new AssertionError();
   * }
   * }
   *
   * <pre>{@code
   * String text = new Greeting(1).text();
   * }</pre>
   *
   * {@snippet file="Whole.java" region="text"}
   */
  public String text() {
    return "Hello, " + name;
  }
}
