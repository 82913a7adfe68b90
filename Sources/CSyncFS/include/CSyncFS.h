// Linux can sync a whole file system, but the C library shows it to those only that ask for GNU's own functions, and
// Swift does not ask.
#ifndef C_SYNC_FS_H
#define C_SYNC_FS_H

// Writes what is still on its way to the file system that a descriptor lies on: 0, or -1 with errno.
int sync_file_system(int descriptor);

#endif
