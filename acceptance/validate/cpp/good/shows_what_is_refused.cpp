#include <cassert>
#include <iostream>
#include <stdexcept>
#include <string>

int withdraw(int balance, int amount) {
  if (amount > balance) throw std::runtime_error("insufficient funds");
  return balance - amount;
}

struct Parser {
  std::string text;
  std::size_t at = 0;
  void expect(char c) {
    if (at >= text.size() || text[at] != c) throw std::runtime_error(std::string("expected '") + c + "' but got end of input");
    ++at;
  }
};

int main() {
  for (int amount : {30, 500}) {
    try {
      withdraw(100, amount);
      std::cout << "Withdrawal OK\n";
    } catch (const std::exception& e) {
      std::cout << "Withdrawal FAILED\n";
    }
  }
  try {
    Parser{"("}.expect(')');
    return 1;
  } catch (const std::runtime_error& e) {
    std::cout << e.what() << "\n";
  }
  int expected = 70, actual = withdraw(100, 30);
  std::cout << "Expected: " << expected << ", Got: " << actual << (expected == actual ? " PASS" : " FAIL") << "\n";
  assert(expected == actual);
}
