import io.assay.isolation.Architecture;
import io.assay.isolation.CallFilter;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the system-call filters of an architecture to files, as the cell gets them: for programs, and for zygotes.
class Filter {
  public static void main(String[] arguments) throws Exception {
    Architecture architecture = Architecture.valueOf(arguments[0]);
    Files.write(Path.of(arguments[1]), CallFilter.forPrograms(architecture));
    Files.write(Path.of(arguments[2]), CallFilter.forZygotes(architecture));
  }
}
