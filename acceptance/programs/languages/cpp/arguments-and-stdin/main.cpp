#include <iostream>

int main(int count, char** arguments) {
  for (int at = 1; at < count; at++) {
    std::cout << "[" << arguments[at] << "]\n";
  }
  int sum = 0;
  for (int number; std::cin >> number;) {
    sum += number;
  }
  std::cout << sum << "\n";
}
