#pragma once
#include <stddef.h>

// The seed files as they stood when the program was built.

struct seed_file {
    /// The file's name without `.csv`.
    const char *name;
    const unsigned char *bytes;
    size_t length;
};

size_t seed_file_count(void);

/// The index counts from 0; files are sorted by name.
const struct seed_file *seed_file_at(size_t index);
