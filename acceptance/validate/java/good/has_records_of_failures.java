import java.util.List;

class Main {
  sealed interface Result {
    record Success(int value) implements Result {}

    record Failure(String error) implements Result {}
  }

  record Check(String name, boolean ok) {}

  static class Failed extends RuntimeException {
    Failed() {}
  }

  abstract static class Import {
    void failed(String text) {}

    int half(String text) {
      int number = Integer.parseInt(text);
      if (number % 2 != 0) {
        failed(text);
        throw new Failed();
      }
      return number / 2;
    }
  }

  static Result parse(String text) {
    try {
      return new Result.Success(new Import() {}.half(text));
    } catch (Failed e) {
      return new Result.Failure(text + " is odd");
    }
  }

  public static void main(String[] args) {
    for (Check check : List.of(new Check("even", parse("12").equals(new Result.Success(6))),
        new Check("odd", parse("3") instanceof Result.Failure))) {
      if (!check.ok()) {
        throw new AssertionError(check.name());
      }
    }
  }
}
