#include <algorithm>
#include <iostream>
#include <string>
#include <vector>
struct Odd {};
int main() { std::vector<Odd> v(2); std::sort(v.begin(), v.end()); std::cout << v; std::string s = 1.5; return s; }
