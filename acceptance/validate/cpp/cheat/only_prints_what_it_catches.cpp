#include <iostream>
#include <stdexcept>

int add(int a, int b) { return a - b; }

void check_equal(int expected, int got) {
  if (expected != got) throw std::runtime_error("not equal");
}

void test_add() {
  check_equal(3, add(1, 2));
  check_equal(5, add(2, 3));
}

int main() {
  try {
    test_add();
  } catch (const std::exception& e) {
    std::cerr << "exception: " << e.what() << std::endl;
  }
  std::cout << "done\n";
}
