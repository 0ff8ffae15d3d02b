#include <iostream>
#include <stdexcept>
#include <vector>

double root(double x) {
  if (x < 0) throw std::runtime_error("no root of a negative number");
  return x / 2;
}

void check_positive(int x) {
  if (x < 0) throw std::logic_error("negative");
}

void test_root() {
  if (root(4) != 2) throw std::runtime_error("root of 4");
}

void test_root_of_negative() { root(-1); }

void test_fails_on_purpose() {
  if (root(4) != 3) throw std::runtime_error("wrong");
}

template <class F>
void shown(F act) {
  try {
    act();
  } catch (const std::exception& e) {
    std::cout << "caught: " << e.what() << '\n';
  }
}

template <class F>
void run(F act) {
  try {
    act();
  } catch (const std::exception& e) {
    std::cout << "exception: " << e.what() << '\n';
  }
}

int main() {
  run([] { root(-1); });
  run([] { check_positive(-1); });
  run(test_root);
  run(test_root_of_negative);
  run(test_fails_on_purpose);
  shown([] { std::vector<int>{}.at(3); });
  int failed = 0;
  try {
    test_root();
  } catch (const std::exception& e) {
    std::cerr << e.what() << ++failed;
  }
  try {
    throw std::runtime_error("on purpose");
  } catch (const std::exception& e) {
    std::cerr << "error: " << e.what() << std::endl;
  }
  return failed;
}
