public class Main {
  public static void main(String[] arguments) {
    System.out.println("never printed");
    int carats = "twenty-four"; // error: *: incompatible types: String cannot be converted to int
  }
}
