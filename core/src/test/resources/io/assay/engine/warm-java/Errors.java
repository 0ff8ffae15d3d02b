import java.util.List;
import nowhere.Nothing;
public class Main {
  int x = "text";
  List<String> all = List.of(1, 2);
  void f() { undefined(); return 1; }
  final int never;
  class A implements Runnable {}
  public static void main(String[] args) { String s; System.out.println(s); while (true) {} int after; }
}
