/* A step of training for a chain of small dense layers: forward, backward and the update of the weights, in one call.
 *
 * Done by one kernel after another, such a step is mostly spent between kernels. Here a few threads go through it together, and meet
 * where one needs what another has made. Of a large kernel each thread has a stretch: it multiplies by it, makes its gradient and
 * updates it, so that no weight ever moves from the cache of one core to that of another.
 *
 * Numbers are float32; matrices are rows, one after another. Products are made of blocks that stay in registers; the compiler makes of
 * the vectors what the processor has that it compiles for.
 */
#include <math.h>
#include <omp.h>
#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#define LANES 8
#define ROWS 6                          /* of a block of a product, and its vectors side by side: what fits the registers */
#define VECTORS 2
#define DOTS 3                          /* rows and columns of a block of inner products */

typedef float vector __attribute__((vector_size(4 * LANES)));
typedef int32_t bits __attribute__((vector_size(4 * LANES)));          /* of comparisons: all or none of an entry's */

typedef struct { int64_t from, to; } Range;

/* activation(input @ kernel + bias) * mask */
typedef struct {
    int64_t in, out;
    int64_t turned;                     /* the kernel's memory is (out, in), not (in, out) */
    int64_t rectified;                  /* the activation is a rectification, not the identity */
    int64_t stretched;                  /* threads share the kernel, which is not turned; else they share the rows of the batch */
    float *kernel, *bias;               /* no bias: NULL */
    float *kernel_momentum, *kernel_velocity, *bias_momentum, *bias_velocity;
    float *by_kernel, *by_bias;         /* where gradients go that are to be stored, in the kernel's memory order */
    float *result, *gradient;           /* (rows, out): what the layer gives, and the gradient of what its activation was given */
    const float *mask;                  /* (rows, out), or NULL */
} Layer;

/* What becomes of the gradients: they are stored, or the step of an optimizer is done with them. */
typedef enum { STORED, ADAM, RMSPROP, DESCENT, NESTEROV } Kind;

typedef struct {
    int64_t kind;
    float rate, beta_1, beta_2, epsilon, correction;        /* of the averages of gradients and of their squares; Adam corrects the root of the second */
} Rule;

typedef struct {
    int64_t layers, rows, threads;
    Layer *layer;
    const float *input;                 /* (rows, in) */
    float *parts;                       /* for each thread, (rows, out) of the widest stretched layer */
} Chain;

INLINE int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }

/* One thread's share of `size` things, cut at multiples of `unit`. */
static Range share(const Chain *c, int64_t thread, int64_t size, int64_t unit) {
    int64_t units = (size + unit - 1) / unit, each = (units + c->threads - 1) / c->threads * unit;
    Range r = {least(size, thread * each), least(size, (thread + 1) * each)};
    return r;
}

static void meet(const Chain *c) {
    if (c->threads > 1) {
#pragma omp barrier
    }
}

INLINE vector load(const float *from) { vector v; memcpy(&v, from, sizeof v); return v; }
INLINE void store(float *to, vector v) { memcpy(to, &v, sizeof v); }

INLINE vector root(vector v) {
    for (int i = 0; i < LANES; i++) v[i] = __builtin_sqrtf(v[i]);
    return v;
}

INLINE float total(vector v) {
    float lane[LANES];
    store(lane, v);
    for (int half = LANES / 2; half; half /= 2)
        for (int i = 0; i < half; i++) lane[i] += lane[i + half];
    return lane[0];
}

/* ---------------------------------------------------------------- what is done with the entries of a product */

typedef enum { STORE, DERIVE, UPDATE } Last;

/* `to` is where row 0 and column 0 belong. For DERIVE: result and mask of the layer below. For UPDATE: the rule, and the slots beside `to`. */
typedef struct {
    float *to, *momentum, *velocity;
    int64_t row;
    const float *result, *mask;
    int64_t rectified;
    const Rule *rule;
} Target;

/* The weights after a step, which changes their slots too. */
INLINE vector step(const Rule *r, vector g, vector w, vector *momentum, vector *velocity) {
    switch (r->kind) {
    case ADAM:
        *momentum += (1 - r->beta_1) * (g - *momentum);
        *velocity = r->beta_2 * *velocity + (1 - r->beta_2) * g * g;
        return w - r->rate * *momentum / (root(*velocity) * r->correction + r->epsilon);
    case RMSPROP:
        *velocity = r->beta_2 * *velocity + (1 - r->beta_2) * g * g;
        return w - r->rate * g / root(*velocity + r->epsilon);
    default:
        *momentum = r->beta_1 * *momentum - r->rate * g;
        return w + (r->kind == NESTEROV ? r->beta_1 * *momentum - r->rate * g : *momentum);
    }
}

/* As many as `count` entries; the rest is 0. */
INLINE vector take(const float *from, int count) {
    vector v = {0};
    if (from) memcpy(&v, from, count * sizeof *from);
    return v;
}

INLINE void put(float *to, vector v, int count) {
    if (to) memcpy(to, &v, count * sizeof *to);
}

INLINE void finish(Last last, Target t, vector v, int64_t row, int64_t column, int count) {
    int64_t at = row * t.row + column;
    if (last == DERIVE) {
        if (t.mask) v *= take(t.mask + at, count);
        if (t.rectified) v = (vector)((bits)v & ~(take(t.result + at, count) <= 0));
    }
    if (last == UPDATE) {
        float *m = t.momentum ? t.momentum + at : NULL, *s = t.velocity ? t.velocity + at : NULL;
        vector momentum = take(m, count), velocity = take(s, count);
        v = step(t.rule, v, take(t.to + at, count), &momentum, &velocity);
        put(m, momentum, count);
        put(s, velocity, count);
    }
    put(t.to + at, v, count);
}

INLINE void finish_one(Last last, Target t, float value, int64_t row, int64_t column) {
    vector v = {value};
    finish(last, t, v, row, column, 1);
}

/* ---------------------------------------------------------------- products */

/* A matrix that is read entry by entry: rows `down` apart, neighbours `along`. */
typedef struct { const float *at; int64_t down, along; } Entries;

INLINE void block(int height, int width, Range k, Entries a, int64_t row, const float *b, int64_t b_row, int64_t column, Last last, Target target) {
    vector sum[ROWS][VECTORS];
    for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++) sum[i][j] = (vector){0};
    const float *left = a.at + row * a.down + k.from * a.along, *right = b + k.from * b_row + column;
    for (int64_t n = k.from; n < k.to; n++, left += a.along, right += b_row) {
        vector r[VECTORS];
        for (int j = 0; j < width; j++) r[j] = load(right + j * LANES);
        for (int i = 0; i < height; i++) {
            float l = left[i * a.down];
            for (int j = 0; j < width; j++) sum[i][j] += l * r[j];
        }
    }
    for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++) finish(last, target, sum[i][j], row + i, column + j * LANES, LANES);
}

INLINE void columns_of(int width, Range rows, int64_t column, Range k, Entries a, const float *b, int64_t b_row, Last last, Target target) {
    int64_t row = rows.from;
    for (; row + ROWS <= rows.to; row += ROWS) block(ROWS, width, k, a, row, b, b_row, column, last, target);
    for (; row + 2 <= rows.to; row += 2) block(2, width, k, a, row, b, b_row, column, last, target);
    if (row < rows.to) block(1, width, k, a, row, b, b_row, column, last, target);
}

/* a @ b over `k`, for some rows and columns of it. */
INLINE void product(Range rows, Range columns, Range k, Entries a, const float *b, int64_t b_row, Last last, Target target) {
    int64_t column = columns.from;
    for (; column + VECTORS * LANES <= columns.to; column += VECTORS * LANES) columns_of(VECTORS, rows, column, k, a, b, b_row, last, target);
    for (; column + LANES <= columns.to; column += LANES) columns_of(1, rows, column, k, a, b, b_row, last, target);
    for (; column < columns.to; column++)
        for (int64_t row = rows.from; row < rows.to; row++) {
            float sum = 0;
            for (int64_t n = k.from; n < k.to; n++) sum += a.at[row * a.down + n * a.along] * b[n * b_row + column];
            finish_one(last, target, sum, row, column);
        }
}

INLINE void dots_of(int height, int width, int64_t row, int64_t column, int64_t size, const float *a, int64_t a_row, const float *b, int64_t b_row,
                    Last last, Target target) {
    vector sum[DOTS][DOTS];
    for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++) sum[i][j] = (vector){0};
    int64_t n = 0;
    for (; n + LANES <= size; n += LANES) {
        vector r[DOTS];
        for (int j = 0; j < width; j++) r[j] = load(b + (column + j) * b_row + n);
        for (int i = 0; i < height; i++) {
            vector l = load(a + (row + i) * a_row + n);
            for (int j = 0; j < width; j++) sum[i][j] += l * r[j];
        }
    }
    for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++) {
            float value = total(sum[i][j]);
            for (int64_t m = n; m < size; m++) value += a[(row + i) * a_row + m] * b[(column + j) * b_row + m];
            finish_one(last, target, value, row + i, column + j);
        }
}

/* a @ b.t(), whose entries are inner products of rows. */
INLINE void dots(Range rows, Range columns, int64_t size, const float *a, int64_t a_row, const float *b, int64_t b_row, Last last, Target target) {
    int64_t row = rows.from, column;
    for (; row + DOTS <= rows.to; row += DOTS) {
        for (column = columns.from; column + DOTS <= columns.to; column += DOTS)
            dots_of(DOTS, DOTS, row, column, size, a, a_row, b, b_row, last, target);
        for (; column < columns.to; column++) dots_of(DOTS, 1, row, column, size, a, a_row, b, b_row, last, target);
    }
    for (; row < rows.to; row++) {
        for (column = columns.from; column + DOTS <= columns.to; column += DOTS) dots_of(1, DOTS, row, column, size, a, a_row, b, b_row, last, target);
        for (; column < columns.to; column++) dots_of(1, 1, row, column, size, a, a_row, b, b_row, last, target);
    }
}

/* ---------------------------------------------------------------- the way forward */

/* Sums of `count` parts, plus the bias, rectified and masked. */
INLINE void activate(const Layer *l, Range rows, const float *parts, int64_t count, int64_t apart) {
    for (int64_t row = rows.from; row < rows.to; row++) {
        int64_t at = row * l->out, column = 0;
        for (; column + LANES <= l->out; column += LANES) {
            vector v = load(parts + at + column);
            for (int64_t p = 1; p < count; p++) v += load(parts + p * apart + at + column);
            if (l->bias) v += load(l->bias + column);
            if (l->rectified) v = (vector)((bits)v & ~(v < 0));          /* NaN stays NaN */
            if (l->mask) v *= load(l->mask + at + column);
            store(l->result + at + column, v);
        }
        for (; column < l->out; column++) {
            float v = parts[at + column];
            for (int64_t p = 1; p < count; p++) v += parts[p * apart + at + column];
            if (l->bias) v += l->bias[column];
            if (l->rectified && v < 0) v = 0;
            if (l->mask) v *= l->mask[at + column];
            l->result[at + column] = v;
        }
    }
}

static void go_forward(const Chain *c, int64_t thread) {
    const float *input = c->input;
    Range own = share(c, thread, c->rows, 1);
    for (int64_t i = 0; i < c->layers; i++) {
        const Layer *l = c->layer + i;
        if (l->stretched) {
            int64_t apart = c->rows * l->out;
            Range all = {0, c->rows}, columns = {0, l->out};
            Entries a = {input, l->in, 1};
            Target t = {.to = c->parts + thread * apart, .row = l->out};
            if (i) meet(c);
            product(all, columns, share(c, thread, l->in, 1), a, l->kernel, l->out, STORE, t);
            meet(c);
            activate(l, own, c->parts, c->threads, apart);
        } else {
            Range columns = {0, l->out}, k = {0, l->in};
            Target t = {.to = l->result, .row = l->out};
            if (l->turned) {
                dots(own, columns, l->in, input, l->in, l->kernel, l->in, STORE, t);
            } else {
                Entries a = {input, l->in, 1};
                product(own, columns, k, a, l->kernel, l->out, STORE, t);
            }
            activate(l, own, l->result, 1, 0);
        }
        input = l->result;
    }
}

/* ---------------------------------------------------------------- the way back */

INLINE void sum_rows(const Chain *c, const Layer *l, const Rule *rule) {
    Last last = rule->kind == STORED ? STORE : UPDATE;
    Target t = {.to = rule->kind == STORED ? l->by_bias : l->bias, .momentum = l->bias_momentum, .velocity = l->bias_velocity, .rule = rule};
    int64_t column = 0;
    for (; column + LANES <= l->out; column += LANES) {
        vector sum = {0};
        for (int64_t row = 0; row < c->rows; row++) sum += load(l->gradient + row * l->out + column);
        finish(last, t, sum, 0, column, LANES);
    }
    for (; column < l->out; column++) {
        float sum = 0;
        for (int64_t row = 0; row < c->rows; row++) sum += l->gradient[row * l->out + column];
        finish_one(last, t, sum, 0, column);
    }
}

/* The gradient of a layer's kernel, `input.t() @ gradient` or the other way round, and what becomes of it. */
INLINE void learn(const Chain *c, const Layer *l, const float *input, int64_t thread, const Rule *rule) {
    Range k = {0, c->rows};
    Target t = {.to = rule->kind == STORED ? l->by_kernel : l->kernel, .momentum = l->kernel_momentum, .velocity = l->kernel_velocity,
                .row = l->turned ? l->in : l->out, .rule = rule};
    Entries a = {l->turned ? l->gradient : input, l->turned ? l->out : l->in, 1};
    Entries down = {a.at, 1, a.down};
    const float *b = l->turned ? input : l->gradient;
    Range rows = {0, l->turned ? l->out : l->in}, columns = {0, l->turned ? l->in : l->out};
    if (l->turned) columns = share(c, thread, columns.to, LANES); else rows = share(c, thread, rows.to, 1);
    if (rule->kind == STORED) product(rows, columns, k, down, b, t.row, STORE, t);
    else product(rows, columns, k, down, b, t.row, UPDATE, t);
    if (l->bias && thread == c->threads - 1) sum_rows(c, l, rule);
}

static void go_back(const Chain *c, int64_t thread, const Rule *rule) {
    Range own = share(c, thread, c->rows, 1);
    for (int64_t i = c->layers - 1; i > 0; i--) {
        const Layer *l = c->layer + i, *below = l - 1;
        Range out = {0, l->out}, in = {0, l->in}, all = {0, c->rows};
        Target t = {.to = below->gradient, .row = l->in, .result = below->result, .mask = below->mask, .rectified = below->rectified};
        if (l->turned) {
            Entries a = {l->gradient, l->out, 1};
            product(own, in, out, a, l->kernel, l->in, DERIVE, t);
        } else if (l->stretched) {
            meet(c);
            dots(all, share(c, thread, l->in, 1), l->out, l->gradient, l->out, l->kernel, l->out, DERIVE, t);
            meet(c);
        } else
            dots(own, in, l->out, l->gradient, l->out, l->kernel, l->out, DERIVE, t);
    }
    meet(c);
    for (int64_t i = 0; i < c->layers; i++) learn(c, c->layer + i, i ? c->layer[i - 1].result : c->input, thread, rule);
}

/* ---------------------------------------------------------------- a crossentropy in between */

/* The loss of a softmax and class numbers: the logarithms of the probabilities, and the gradient of its mean by the logits. Where the
 * true class's lies outside of the limits, it was clipped: no gradient. */
static void compare(const Chain *c, int64_t thread, const int64_t *labels, float *logs, float lowest, float highest) {
    const Layer *l = c->layer + c->layers - 1;
    Range own = share(c, thread, c->rows, 1);
    for (int64_t row = own.from; row < own.to; row++) {
        const float *z = l->result + row * l->out;
        float *log_p = logs + row * l->out, *g = l->gradient + row * l->out, greatest = -INFINITY, sum = 0;
        for (int64_t j = 0; j < l->out; j++) greatest = z[j] > greatest || z[j] != z[j] ? z[j] : greatest;
        for (int64_t j = 0; j < l->out; j++) sum += g[j] = expf(z[j] - greatest);
        float log_sum = logf(sum), scale = 1 / (sum * (float)c->rows);
        for (int64_t j = 0; j < l->out; j++) log_p[j] = z[j] - greatest - log_sum;
        float of_label = log_p[labels[row]];
        int clipped = of_label <= lowest || of_label >= highest;
        for (int64_t j = 0; j < l->out; j++) g[j] = clipped ? 0 : g[j] * scale;
        if (!clipped) g[labels[row]] -= 1 / (float)c->rows;
    }
}

/* ---------------------------------------------------------------- what Python calls */

/* The chain for the threads that there are: they may be fewer than were asked for. */
static Chain for_team(const Chain *c) {
    Chain own = *c;
    own.threads = omp_get_num_threads();
    return own;
}

void hornpipe_dense_forward(const Chain *c) {
#pragma omp parallel num_threads((int)c->threads) if (c->threads > 1)
    {
        Chain own = for_team(c);
        go_forward(&own, omp_get_thread_num());
    }
}

void hornpipe_dense_backward(const Chain *c, const Rule *rule) {
#pragma omp parallel num_threads((int)c->threads) if (c->threads > 1)
    {
        Chain own = for_team(c);
        go_back(&own, omp_get_thread_num(), rule);
    }
}

/* What differs from step to step. */
typedef struct {
    const float *input;
    const int64_t *labels;
    float *before, *logs;               /* (rows, out) of the last layer: what the softmax is given, and the logarithms of what it gives */
    const float *const *masks;          /* of each layer */
    Rule rule;
} Step;

static void classify(const Chain *chain, const Step *steps, int64_t count, float lowest, float highest, int64_t thread) {
    Layer layer[chain->layers];
    Chain c = for_team(chain);
    memcpy(layer, chain->layer, sizeof layer);
    c.layer = layer;
    for (int64_t i = 0; i < count; i++) {
        c.input = steps[i].input;
        layer[c.layers - 1].result = steps[i].before;
        for (int64_t n = 0; n < c.layers; n++) layer[n].mask = steps[i].masks[n];
        if (i) meet(&c);                /* until all weights are what the step before makes them */
        go_forward(&c, thread);
        compare(&c, thread, steps[i].labels, steps[i].logs, lowest, highest);
        go_back(&c, thread, &steps[i].rule);
    }
}

/* Whole steps with that loss, one after another. Gives how many were done: those before one with a label that is no class. */
int64_t hornpipe_dense_classify(const Chain *c, const Step *steps, int64_t count, float lowest, float highest) {
    int64_t classes = c->layer[c->layers - 1].out;
    for (int64_t i = 0; i < count; i++)
        for (int64_t row = 0; row < c->rows; row++)
            if (steps[i].labels[row] < 0 || steps[i].labels[row] >= classes) count = i;
#pragma omp parallel num_threads((int)c->threads) if (c->threads > 1)
    classify(c, steps, count, lowest, highest, omp_get_thread_num());
    return count;
}

/* Whether this processor has the instructions that build.sh asks for. */
int hornpipe_fits(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
}
