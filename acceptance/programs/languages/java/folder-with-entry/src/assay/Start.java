package assay;

import assay.tools.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

public class Start {
  public static void main(String[] arguments) throws IOException {
    String text = new String(Files.readAllBytes(Path.of("data", "grains.txt")));
    System.out.println(Scale.weigh(text) + " grains");
  }
}
