package assay.tools;

public class Scale {
  public static int weigh(String text) {
    int sum = 0;
    for (String word : text.trim().split(" ")) {
      sum += Integer.parseInt(word);
    }
    return sum;
  }
}
