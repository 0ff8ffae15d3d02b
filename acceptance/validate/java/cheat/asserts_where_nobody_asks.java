public class asserts_where_nobody_asks {
  static int add(int a, int b) {
    return a - b;
  }

  public static void main(String[] args) {
    assert add(1, 2) == 3;
    assert add(0, 0) == 0 : "zero";
    System.out.println("All tests passed");
  }
}
