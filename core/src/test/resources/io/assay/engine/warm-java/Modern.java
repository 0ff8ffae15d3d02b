package some.where;
import java.util.*;
import java.util.stream.*;
sealed interface Shape permits Square, Circle {}
record Square(int side) implements Shape {}
record Circle(double radius) implements Shape {}
public class Main {
  static double area(Shape it) { return it instanceof Square s ? s.side() * s.side() : Math.PI; }
  public static void main(String... args) throws Exception {
    System.out.println(Stream.of(new Square(2), new Circle(1)).map(Main::area).collect(Collectors.toList()));
    System.out.println(new Scanner(System.in).nextLine());
  }
}
