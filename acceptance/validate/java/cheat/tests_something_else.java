import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Calculator {
  int add(int a, int b) {
    return a - b;
  }
}

class CalculatorTest {
  @Test
  void adds() {
    assertEquals(3, 1 + 2);
  }
}
