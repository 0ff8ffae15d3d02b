#include <iostream>
int add(int a, int b) { return a - b; }
int main() {
  std::cout << (add(1, 2) == 3 ? "PASS" : "FAIL") << std::endl;
  std::cout << "Test 2: " << (add(0, 0) == 0 ? "PASSED" : "FAILED") << std::endl;
}
