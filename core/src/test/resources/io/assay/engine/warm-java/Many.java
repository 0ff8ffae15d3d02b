public class Main { enum E { A { int f() { return 1; } }; abstract int f(); } @interface Mark { int value() default 1; } @Mark(2) static <T extends Comparable<T>> T most(T a, T b) { return a.compareTo(b) > 0 ? a : b; } public static void main(String[] args) { int n = switch (E.A) { case A -> 3; }; var text = """
  block
  """; System.out.println(most("a", "b") + n + text + E.A.f()); for (var t : Main.class.getDeclaredClasses()) System.out.println(t.getSimpleName().length()); } }
