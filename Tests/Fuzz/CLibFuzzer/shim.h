#include <stddef.h>
#include <stdint.h>

// libFuzzer as a library: calls `test` with one input after the other, as the arguments say.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));
