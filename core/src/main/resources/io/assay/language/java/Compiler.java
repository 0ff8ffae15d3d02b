import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * Does what javac does. With a variable ASSAY_AHEAD it compiles something of its own first, then waits at descriptor 4
 * for its arguments. With a variable ASSAY_STAYS, the folder of what is made, it compiles one program after the other, as
 * io.assay.language.Steps says.
 * It is compiled by the JDK that it is to use.
 */
public final class Compiler {
    private static final String REHEARSAL =
            "import java.util.*;\nimport java.util.function.*;\nimport java.util.stream.*;\n"
                    + "public class Rehearsal {\n"
                    + "  enum Kind { ONE, TWO { @Override int size() { return 2; } }; int size() { return 1; } }\n"
                    + "  interface Named<T extends Comparable<T>> { T name(); default String shown() { return \"<\" + name() + \">\"; } }\n"
                    + "  static abstract class Base<T extends Comparable<T>> implements Named<T> {\n"
                    + "    protected final Map<String, List<T>> all = new HashMap<>();\n"
                    + "    abstract long count(Predicate<? super T> wanted) throws Exception;\n"
                    + "  }\n"
                    + "  static int sum(int... numbers) { int sum = 0; for (int it : numbers) { sum += it > 3 ? it : -it; } return sum; }\n"
                    + "  public static void main(String[] args) throws Exception {\n"
                    + "    var words = Arrays.stream(args).map(String::trim).filter(it -> !it.isEmpty()).collect(Collectors.toList());\n"
                    + "    Base<String> base = new Base<>() {\n"
                    + "      public String name() { return \"n\"; }\n"
                    + "      long count(Predicate<? super String> wanted) { return words.stream().filter(wanted).count(); }\n"
                    + "    };\n"
                    + "    try (Scanner in = new Scanner(System.in)) {\n"
                    + "      while (in.hasNextLine()) { base.all.computeIfAbsent(in.nextLine(), key -> new ArrayList<>()).add(\"x\"); }\n"
                    + "    } catch (IllegalStateException | NumberFormatException e) { throw new RuntimeException(e.getMessage(), e); }\n"
                    + "    switch (Kind.valueOf(\"ONE\")) { case ONE: System.out.printf(\"%d%n\", sum(1, 2)); break; default: break; }\n"
                    + "    Runnable later = () -> System.out.println(base.shown() + IntStream.range(0, 3).boxed().collect(Collectors.toMap(k -> k, k -> 1)));\n"
                    + "    later.run();\n"
                    + "    String wrong = 1;\n"
                    + "  }\n"
                    + "}\n";

    private Compiler() {}

    public static void main(String[] args) throws Exception {
        if (System.getenv("ASSAY_STAYS") != null) {
            stay();
            return;
        }
        if (System.getenv("ASSAY_AHEAD") == null) {
            com.sun.tools.javac.Main.main(args);
            return;
        }
        rehearse();
        com.sun.tools.javac.Main.main(order());
    }

    /** Once with an error, which is told, and once without, which is compiled to the end. */
    private static void rehearse() throws IOException {
        Path folder = Files.createTempDirectory("rehearsal");
        Path source = folder.resolve("Rehearsal.java");
        String[] arguments = {
            "-Xlint:none", "-encoding", "UTF-8", "-d", folder.toString(), source.toString()
        };
        Files.write(source, REHEARSAL.getBytes(StandardCharsets.UTF_8));
        com.sun.tools.javac.Main.compile(arguments, new PrintWriter(new StringWriter()));
        Files.write(source, REHEARSAL.replace("String wrong = 1;", "").getBytes(StandardCharsets.UTF_8));
        com.sun.tools.javac.Main.compile(arguments, new PrintWriter(new StringWriter()));
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** The compiler's arguments: an order says the folder, how many words there are, and the words. */
    private static String[] order() throws IOException, ReflectiveOperationException {
        // It cannot be opened by a name: it is a pipe of somebody else's.
        Constructor<FileDescriptor> descriptor = FileDescriptor.class.getDeclaredConstructor(int.class);
        descriptor.setAccessible(true);
        try (DataInputStream in = new DataInputStream(new FileInputStream(descriptor.newInstance(4)))) {
            byte[] all = new byte[Integer.reverseBytes(in.readInt())];
            in.readFully(all);
            String[] texts = new String(all, StandardCharsets.UTF_8).split("\0", -1);
            return own(texts, 2, 2 + Integer.parseInt(texts[1]));
        }
    }

    /** Of the words that started a JVM, those behind the archive's name. */
    private static String[] own(String[] words, int from, int to) {
        int own = from;
        while (!words[own].equals("-jar")) {
            own++;
        }
        return Arrays.copyOfRange(words, own + 2, to);
    }

    private static void stay() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Path made = Path.of(System.getenv("ASSAY_STAYS"));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            StringBuilder answer = new StringBuilder();
            long before = system.getProcessCpuTime();
            if (line.isEmpty()) {
                clear(Path.of("").toAbsolutePath());
                clear(made);
            } else if (compile(line)) {
                answer.append(system.getProcessCpuTime() - before).append('\n');
                try (var files = Files.walk(made)) {
                    files.filter(Files::isRegularFile).forEach(file -> answer.append(hex(file)).append('\n'));
                }
            }
            System.out.println(answer.append("end"));
        }
    }

    /** Whether there is nothing to be said of it. */
    private static boolean compile(String order) {
        String[] words = new String(HexFormat.of().parseHex(order), StandardCharsets.UTF_8).split("\0", -1);
        StringWriter said = new StringWriter();
        int status = com.sun.tools.javac.Main.compile(own(words, 0, words.length), new PrintWriter(said));
        return status == 0 && said.toString().isEmpty();
    }

    private static String hex(Path file) {
        return HexFormat.of().formatHex(file.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }
}
