import java.util.Scanner;

public class Main {
  public static void main(String[] arguments) {
    for (String argument : arguments) {
      System.out.println("[" + argument + "]");
    }
    Scanner numbers = new Scanner(System.in);
    int sum = 0;
    while (numbers.hasNextInt()) {
      sum += numbers.nextInt();
    }
    System.out.println(sum);
  }
}
