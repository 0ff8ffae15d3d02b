public class prints_its_failures_in_main {
  static int add(int a, int b) { return a - b; }
  public static void main(String[] args) {
    int passed = 0, total = 0;
    try { total++; if (add(1, 2) != 3) throw new RuntimeException("add(1, 2) should be 3"); passed++; }
    catch (Exception e) { System.out.println("Test failed: " + e.getMessage()); }
    System.out.println(passed + "/" + total + " tests passed");
  }
}
