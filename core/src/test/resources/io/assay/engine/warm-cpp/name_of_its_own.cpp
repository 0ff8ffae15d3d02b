#include <iostream>
using namespace std;
int sort(int x) { return x; }
struct vector { int map = 1, accumulate = 2; };
int unordered_map = 3, chrono = 4;
int main() { cout << sort(1) << vector().map << unordered_map << chrono << endl; }
