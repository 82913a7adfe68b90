#define _GNU_SOURCE
#include "CSyncFS.h"

#include <unistd.h>

int sync_file_system(int descriptor) { return syncfs(descriptor); }
