import java.util.*;
public class Main { @Deprecated static void old() {} public static void main(String[] args) { List raw = new ArrayList(); raw.add(1); old(); new Thread(() -> {}).stop(); System.out.println(new Integer(1)); } }
