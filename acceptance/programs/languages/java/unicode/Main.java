import java.util.Scanner;

public class Main {
  public static void main(String[] arguments) {
    String größe = "café 🜚 日本語";
    System.out.println(größe);
    System.out.println(arguments[0]);
    System.out.println(new Scanner(System.in).nextLine());
    System.out.println("🜚".codePointCount(0, 2));
  }
}
