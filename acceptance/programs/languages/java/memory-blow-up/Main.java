import java.util.ArrayList;
import java.util.List;

public class Main {
  public static void main(String[] arguments) {
    System.out.println("started");
    List<byte[]> hoard = new ArrayList<>();
    while (true) {
      hoard.add(new byte[1 << 20]); // error: OutOfMemoryError: Java heap space
    }
  }
}
