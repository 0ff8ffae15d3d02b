public class asserts_what_holds {
  static int add(int a, int b) {
    assert a >= 0 : "negative";
    return a + b;
  }

  public static void main(String[] args) {
    boolean on = false;
    assert on = true;
    assert add(1, 2) == 3;
    System.out.println(on ? "asserted" : "run without -ea");
  }
}
