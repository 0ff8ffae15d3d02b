#include "library.h"

int weigh() { return 42; }
