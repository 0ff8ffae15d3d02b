#include <cassert>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace roots {
double root(double x) {
  if (x < 0) {
    throw std::invalid_argument("no root");
  }
  return x / 2;
}
}  // namespace roots

bool check_refuses(double x) {
  try {
    roots::root(x);
    return false;
  } catch (const std::invalid_argument &) {
    return true;
  }
}

void test_that_it_throws() {
  try {
    roots::root(-4);
    throw std::logic_error("it has a root of -4");
  } catch (const std::invalid_argument &) {
  }
}

int numbers(const std::vector<std::string> &words) {
  int count = 0;
  for (const auto &word : words) {
    try {
      std::stoi(word);
      count++;
    } catch (const std::exception &) {
      continue;
    }
  }
  return count;
}

int main() {
  assert(check_refuses(-1));
  assert(roots::root(4) == 2);
  test_that_it_throws();
  assert(numbers({"1", "two", "3"}) == 2);
  try {
    roots::root(-9);
  } catch (...) {
  }
  std::cout << "all tests passed\n";
}
