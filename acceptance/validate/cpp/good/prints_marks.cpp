#include <cassert>
#include <iostream>
#include <string>
#define ASSERT_LOCKED(lock) ((void)(lock))
std::string checkMark(int points) { return points < 50 ? "FAIL" : "PASS"; }
void check(bool passed, const std::string& what) {
  std::cout << (passed ? "ok " : "FAILED ") << what << "\n";
  if (!passed) std::exit(1);
}
int main() {
  ASSERT_LOCKED(1);
  std::cout << "Ada: " << checkMark(80) << "\nBob: " << checkMark(30) << "\n";
  check(checkMark(50) == "PASS", "fifty are enough");
  std::cout << "0 FAILED\n";
}
