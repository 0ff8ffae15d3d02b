import java.nio.file.Files;
import java.nio.file.Path;

public class Main {
  public static void main(String[] arguments) throws Exception {
    for (Path path : new Path[] {Path.of("here.txt"), Path.of("/tmp/there.txt")}) {
      Files.writeString(path, "gold");
      System.out.println(path.toRealPath() + " " + Files.readString(path));
    }
    Files.createDirectory(Path.of("folder"));
    Files.move(Path.of("here.txt"), Path.of("folder/moved.txt"));
    try (var entries = Files.list(Path.of("folder"))) {
      entries.forEach(entry -> System.out.println("['" + entry.getFileName() + "']"));
    }
  }
}
