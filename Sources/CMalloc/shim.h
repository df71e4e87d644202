#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>

/* Gives blocks of a mebibyte and more back to the system when they are freed. Unless told so, the library keeps ever
   larger ones to itself. */
static inline void give_large_blocks_back(void) { mallopt(M_MMAP_THRESHOLD, 1 << 20); }
#else
static inline void give_large_blocks_back(void) {}
#endif
