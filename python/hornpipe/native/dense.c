/* Training steps of small chains of dense layers. */
#include <omp.h>

/* Whether this processor is one that the steps are written for. */
int hornpipe_fits(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
