#include <iostream>
#include <stdexcept>
struct Stack {
  int n = 0;
  int pop() { if (n == 0) throw std::runtime_error("empty"); return --n; }
};
void testPopOfEmpty() {
  Stack s;
  s.pop();
}
void testException() {
  try {
    Stack().pop();
  } catch (const std::exception& e) { std::cout << "Error: " << e.what() << "\n"; }
  int x = 3;
  try { if (x > 2) throw x; } catch (int v) { std::cout << v << std::endl; }
}
int main() {
  try { testPopOfEmpty(); } catch (const std::exception& e) { std::cout << "Error: " << e.what() << "\n"; }
  testException();
}
