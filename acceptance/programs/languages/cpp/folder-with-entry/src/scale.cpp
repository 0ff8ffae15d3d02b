#include "scale.h"

int weigh(std::istream& text) {
  int sum = 0;
  for (int number; text >> number;) {
    sum += number;
  }
  return sum;
}
