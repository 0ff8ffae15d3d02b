#include <iostream>
struct Loud { const char *name; Loud(const char *n) : name(n) { std::cout << "made " << name << '\n'; } ~Loud() { std::cout << "gone " << name << std::endl; } };
static Loud first("first"); thread_local Loud here("here");
int main() { std::string line; while (std::getline(std::cin, line)) std::cerr << '[' << line << ']'; std::cout << here.name << '\n'; std::atexit([] { std::cout << "exit\n"; }); return 7; }
