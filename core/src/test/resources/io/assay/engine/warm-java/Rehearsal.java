public class Main { Rehearsal gone; Compiler own; public static void main(String[] args) {} }
