# As much of the Python package Pillow as the tests of images need, where it is not installed: a file holds its pixels.
with_pillow <- function(env = parent.frame()) {
  hornpipe:::core()
  if (reticulate::py_module_available("PIL")) return(invisible())
  folder <- withr::local_tempdir(.local_envir = env)
  dir.create(file.path(folder, "PIL"))
  writeLines("", file.path(folder, "PIL", "__init__.py"))
  writeLines(c(
    "import io",
    "import numpy as np",
    "Resampling = {'NEAREST': 0, 'BILINEAR': 1}",
    "class Image:",
    "    def __init__(self, pixels):",
    "        self.pixels, self.size = np.asarray(pixels), np.asarray(pixels).shape[1::-1]",
    "        self.mode = 'L' if self.pixels.ndim == 2 else {3: 'RGB', 4: 'RGBA'}[self.pixels.shape[2]]",
    "    def __array__(self, dtype=None, copy=None): return self.pixels.astype(dtype or self.pixels.dtype)",
    "    def __enter__(self): return self",
    "    def __exit__(self, *error): pass",
    "    def load(self): pass",
    "    def convert(self, mode):",
    "        return Image(self.pixels.mean(-1).astype('uint8') if mode == 'L' else self.pixels)",
    "    def resize(self, size, method, box=None):",
    "        at = [np.arange(n) * old // n for n, old in zip(size[::-1], self.size[::-1])]",
    "        return Image(self.pixels[np.ix_(*at)])",
    "    def save(self, path, format=None, **kwargs):",
    "        with io.open(path, 'wb') as file: np.save(file, self.pixels)",
    "def open(path): return Image(np.load(path))",
    "fromarray = Image"
  ), file.path(folder, "PIL", "Image.py"))
  sys <- reticulate::import("sys", convert = FALSE)
  sys$path$insert(0L, folder)
  reticulate::import("importlib")$invalidate_caches()
  withr::defer({
    sys$path$remove(folder)
    for (name in c("PIL", "PIL.Image")) sys$modules$pop(name, NULL)
  }, envir = env)
}
