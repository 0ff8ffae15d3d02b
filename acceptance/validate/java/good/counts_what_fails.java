class Main {
  private static int failures;

  static void expectEquals(Object want, Object got) {
    if (!want.equals(got)) {
      failures++;
    }
  }

  static String upper(String s) {
    return s.toUpperCase();
  }

  public static void main(String[] args) {
    expectEquals("A", upper("a"));
    expectEquals("B", upper("b"));
    System.exit(failures);
  }
}
