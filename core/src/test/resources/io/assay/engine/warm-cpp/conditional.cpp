#include <iostream>
#if 0
#include <vector>
#include <algorithm>
#include <string>
#endif
int main() { std::vector<int> v; std::cout << v.size(); }
