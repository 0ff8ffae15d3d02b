#define _GLIBCXX_ASSERTIONS 1
#include <iostream>
#include <string>
#include <vector>
#include <algorithm>
int main() { std::vector<int> v{1}; std::cout << v[2] << "\n"; }
