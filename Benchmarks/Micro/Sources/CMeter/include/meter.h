#ifndef METER_H
#define METER_H

#include <stdint.h>

/// How often memory was allocated in this process so far: malloc, calloc, realloc and the aligned forms.
uint64_t meter_allocations(void);

/// The CPU time of the calling thread in nanoseconds; other programs on the machine do not add to it.
uint64_t meter_cpu_nanoseconds(void);

#endif
