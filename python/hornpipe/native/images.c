/* A stack of small convolutions, each with a pooling behind it or not: forward only, image by image.
 *
 * Of a layer after a layer, each thread reads what all have written: megabytes, for a batch. Here a thread takes an image through the
 * whole stack while what is made of it lies in its core's cache, and pools pairs of lines as soon as they are there.
 *
 * Numbers are float32; images are (height, width, channels), kernels (rows, columns, channels, filters), in memory as written.
 */
#include <omp.h>
#include <stdint.h>
#include <string.h>

#define LANES 8
#define PIXELS 6                        /* of a block, and its vectors of filters: what fits the registers */
#define VECTORS 2
#define LONGEST 512                     /* line of results */
#define INLINE static inline __attribute__((always_inline))

typedef float vector __attribute__((vector_size(4 * LANES)));
typedef int32_t bits __attribute__((vector_size(4 * LANES)));          /* of comparisons: all or none of an entry's */

/* Windows one step apart, without padding; of the results, the greatest of each 2 x 2 if they are pooled, or 0 if that is more and they are rectified. */
typedef struct {
    int64_t height, width, channels;    /* of the input */
    int64_t rows, columns, filters;     /* of the window, and how many there are, in whole vectors */
    int64_t pooled, rectified;
    const float *kernel, *bias;         /* no bias: NULL */
} Layer;

INLINE vector load(const float *from) { vector v; memcpy(&v, from, sizeof v); return v; }
INLINE void store(float *to, vector v) { memcpy(to, &v, sizeof v); }

INLINE vector greater(vector a, vector b) {
    bits first = (a > b) | (a != a);    /* NaN stays NaN */
    return (vector)(((bits)a & first) | ((bits)b & ~first));
}

/* The results of some filters at `count` neighbouring pixels, `at` being the first one's window. */
INLINE void pixels(int count, int width, const Layer *l, const float *at, int64_t filter, float *to) {
    vector sum[PIXELS][VECTORS];
    for (int i = 0; i < count; i++)
        for (int j = 0; j < width; j++) sum[i][j] = l->bias ? load(l->bias + filter + j * LANES) : (vector){0};
    const float *weights = l->kernel + filter;
    for (int64_t row = 0; row < l->rows; row++, at += l->width * l->channels)
        for (int64_t k = 0; k < l->columns * l->channels; k++, weights += l->filters) {
            vector w[VECTORS];
            for (int j = 0; j < width; j++) w[j] = load(weights + j * LANES);
            for (int i = 0; i < count; i++) {
                float x = at[i * l->channels + k];
                for (int j = 0; j < width; j++) sum[i][j] += x * w[j];
            }
        }
    for (int i = 0; i < count; i++)
        for (int j = 0; j < width; j++) store(to + (i * width + j) * LANES, sum[i][j]);
}

INLINE void line(int width, const Layer *l, const float *in, int64_t filter, int64_t count, float *to) {
    int64_t blocks = (count + PIXELS - 1) / PIXELS, each = (count + blocks - 1) / blocks;
    for (int64_t x = 0; x < count; x += each) {
        const float *at = in + x * l->channels;
        float *here = to + x * width * LANES;
        switch (count - x < each ? count - x : each) {
        case 6: pixels(6, width, l, at, filter, here); break;
        case 5: pixels(5, width, l, at, filter, here); break;
        case 4: pixels(4, width, l, at, filter, here); break;
        case 3: pixels(3, width, l, at, filter, here); break;
        case 2: pixels(2, width, l, at, filter, here); break;
        default: pixels(1, width, l, at, filter, here);
        }
    }
}

/* Some filters of a layer for a whole image: their weights stay in the nearest cache. */
INLINE void filters(int width, const Layer *l, const float *in, int64_t filter, float *out) {
    int64_t side = l->pooled ? 2 : 1, rows = (l->height - l->rows + 1) / side, columns = (l->width - l->columns + 1) / side;
    float lines[2][LONGEST * VECTORS * LANES];
    for (int64_t y = 0; y < rows; y++) {
        for (int64_t n = 0; n < side; n++) line(width, l, in + (y * side + n) * l->width * l->channels, filter, columns * side, lines[n]);
        for (int64_t x = 0; x < columns; x++)
            for (int j = 0; j < width; j++) {
                const float *first = lines[0] + (x * side * width + j) * LANES, *second = lines[1] + (x * side * width + j) * LANES;
                vector v = load(first);
                if (l->pooled) v = greater(greater(v, load(first + width * LANES)), greater(load(second), load(second + width * LANES)));
                if (l->rectified) v = (vector)((bits)v & ~(v < 0));
                store(out + (y * columns + x) * l->filters + filter + j * LANES, v);
            }
    }
}

/* `room` holds two images of `largest` numbers for each thread, `result` one of `size` for each image. */
void hornpipe_images_forward(const Layer *layer, int64_t layers, int64_t images, int64_t threads, const float *input, float *result, int64_t size,
                             float *room, int64_t largest) {
    int64_t of_input = layer->height * layer->width * layer->channels;
#pragma omp parallel for num_threads((int)threads) schedule(static)
    for (int64_t i = 0; i < images; i++) {
        float *own = room + omp_get_thread_num() * 2 * largest;
        const float *in = input + i * of_input;
        for (int64_t n = 0; n < layers; n++) {
            float *out = n == layers - 1 ? result + i * size : own + n % 2 * largest;
            int64_t filter = 0;
            for (; filter + VECTORS * LANES <= layer[n].filters; filter += VECTORS * LANES) filters(VECTORS, layer + n, in, filter, out);
            for (; filter < layer[n].filters; filter += LANES) filters(1, layer + n, in, filter, out);
            in = out;
        }
    }
}
