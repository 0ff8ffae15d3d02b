import io.assay.isolation.Architecture;
import io.assay.isolation.CallFilter;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the system-call filter of an architecture to a file, as the cell gets it.
class Filter {
  public static void main(String[] arguments) throws Exception {
    Architecture architecture = Architecture.valueOf(arguments[0]);
    Files.write(Path.of(arguments[1]), CallFilter.forPrograms(architecture));
  }
}
