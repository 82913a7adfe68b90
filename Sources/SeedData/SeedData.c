#include "SeedData.h"
