"""Layers that number the terms of a vocabulary, and give terms back for numbers."""
from __future__ import annotations

import os
from collections import Counter

import numpy as np
import torch

from ...core import objects
from ...core.arguments import choice
from ...core.errors import ArgumentError, UnsafeFileError, got
from ...core.types import Array, Flag, Int, Ints, Text
from ...graph.tensor import KerasTensor
from ...runtime import settings
from ...runtime.device import current_device
from ..layer import Layer
from .encoding import MODES, encode, encoded_shape
from .hashing import hash_to_bins, salted
from .numeric import no_sparse
from .source import as_array, batches_of, is_array

NOWHERE = np.iinfo("int64").max         # what a masked term becomes where it must not count


class IndexLookup(Layer, abstract=True):
    """The vocabulary behind `StringLookup` and `IntegerLookup`.

    Numbers run: the mask (0, if there is a mask and the output is "int"), terms out of vocabulary, then the vocabulary.
    """

    _takes_any_input = True
    untold = ("vocabulary", "idf_weights")
    vocabulary_dtype = "string"

    def __init__(self, *, max_tokens, num_oov_indices, mask_token, oov_token, vocabulary, idf_weights, invert, output_mode, sparse, pad_to_max_tokens,
                 oov_method="floormod", salt=None, name=None, **kwargs):
        frozen, given = kwargs.pop("vocabulary_size", None), kwargs.pop("has_input_vocabulary", vocabulary is not None)
        super().__init__(name=name, **kwargs)
        if max_tokens is not None and max_tokens <= 1:
            raise ArgumentError(f"If set, `max_tokens` must be greater than 1. It {got(max_tokens)}.", argument="max_tokens", actual=max_tokens)
        if pad_to_max_tokens and max_tokens is None:
            raise ArgumentError("If pad_to_max_tokens is True, must set `max_tokens`.", argument="max_tokens", actual=None)
        if num_oov_indices < 0:
            raise ArgumentError(f"`num_oov_indices` must be greater than or equal to 0. It {got(num_oov_indices)}.",
                                argument="num_oov_indices", actual=num_oov_indices)
        output_mode = {"binary": "multi_hot", "tf-idf": "tf_idf"}.get(output_mode, output_mode)        # Keras: names of old
        choice("output_mode", output_mode, (*MODES, "tf_idf"))
        choice("oov_method", oov_method, ("floormod", "farmhash"))
        if salt is not None and self.vocabulary_dtype != "string" and oov_method != "farmhash":
            raise ArgumentError(f"`salt` can only be used when `oov_method='farmhash'`, {got(oov_method)}.", argument="salt", actual=salt)
        if invert and output_mode != "int":
            raise ArgumentError(f"`output_mode` must be `'int'` when `invert` is true. It {got(output_mode)}.", argument="output_mode", actual=output_mode)
        if sparse and output_mode == "int":
            raise ArgumentError("`sparse` may only be true if `output_mode` is `'one_hot'`, `'multi_hot'`, `'count'` or `'tf_idf'`.",
                                argument="sparse", actual=sparse)
        if idf_weights is not None and output_mode != "tf_idf":
            raise ArgumentError(f"`idf_weights` should only be set if `output_mode` is `'tf_idf'`, {got(output_mode)}.",
                                argument="idf_weights", actual=idf_weights)
        self.max_tokens, self.num_oov_indices, self.mask_token, self.oov_token = max_tokens, num_oov_indices, mask_token, oov_token
        self.invert, self.output_mode, self.sparse, self.pad_to_max_tokens = invert, output_mode, no_sparse(sparse), pad_to_max_tokens
        self.oov_method, self.salt = oov_method, salted(salt, layer=type(self).__name__)
        self.input_vocabulary = None if isinstance(vocabulary, str) else _listed(vocabulary)
        self.input_idf_weights = _listed(idf_weights)
        self._frozen_size, self._has_input_vocabulary = frozen, given
        self._set_terms([])
        object.__setattr__(self, "idf_weights", None)
        self._forget()
        if vocabulary is not None:
            if output_mode == "tf_idf" and idf_weights is None:
                raise ArgumentError("When specifying the `vocabulary` argument, in TF-IDF output mode, the `idf_weights` argument must also be provided.",
                                    argument="idf_weights", actual=None)
            self.set_vocabulary(vocabulary, idf_weights)
        self._build_at_init()

    def get_config(self):
        return {**super().get_config(), "vocabulary": self.input_vocabulary, "idf_weights": self.input_idf_weights, "vocabulary_size": self._frozen_size}

    # ------------------------------------------------------------ the vocabulary

    def _set_terms(self, terms):
        """`terms` without the special ones, in order."""
        object.__setattr__(self, "_terms", list(terms))
        object.__setattr__(self, "_numbers", {t: i for i, t in enumerate(terms, self._first_term)})

    @property
    def _first_oov(self):
        return 1 if self.mask_token is not None and self.output_mode == "int" else 0

    @property
    def _first_term(self):
        return self._first_oov + self.num_oov_indices

    def vocabulary_size(self):
        """The number of terms, with the special ones."""
        return self._first_term + len(self._terms)

    def get_vocabulary(self, include_special_tokens=True):
        """The terms, in the order of their numbers.

        Args:
            include_special_tokens: Whether the mask and the terms for what is out of vocabulary are among them.
        """
        special = [self.mask_token] * self._first_oov + [self.oov_token] * self.num_oov_indices
        return [*(special if include_special_tokens else ()), *self._terms]

    def set_vocabulary(self, vocabulary, idf_weights=None):
        """Sets the terms.

        Args:
            vocabulary: Terms, or the path of a text file with one on each line. The special terms may stand in front.
            idf_weights: How much each term weighs, for "tf_idf".
        """
        if (idf_weights is None) == (self.output_mode == "tf_idf"):
            rule = "must be set if output_mode is 'tf_idf'" if idf_weights is None else "should only be set if output_mode is `'tf_idf'`"
            raise ArgumentError(f"`idf_weights` {rule}, got output_mode={self.output_mode!r}.", layer=self.name, argument="idf_weights", actual=idf_weights)
        terms = self._read(vocabulary) if isinstance(vocabulary, str) else self._as_terms(as_array(vocabulary).ravel())
        if not terms:
            raise ArgumentError(f"Cannot set an empty vocabulary, {got(vocabulary)}.", layer=self.name, argument="vocabulary", actual=vocabulary)
        special = self.get_vocabulary()[:self._first_term]
        has_special = terms[:self._first_term] == special
        tokens = terms[self._first_term:] if has_special else terms
        self._check_terms(tokens, special)
        self._set_terms(tokens)
        self._freeze()
        if idf_weights is not None:
            weights = as_array(idf_weights).astype(settings.floatx())
            if weights.shape != (len(terms),):
                raise ArgumentError(f"`idf_weights` must be the same length as vocabulary ({len(terms)}), got shape {weights.shape}.",
                                    layer=self.name, argument="idf_weights", actual=weights.shape)
            self._set_weights(weights if has_special else np.pad(weights, (self._first_term, 0), constant_values=weights.mean()))

    def _check_terms(self, tokens, special):
        repeated = [t for t, n in Counter(tokens).items() if n > 1]
        if repeated:
            raise ArgumentError(f"The passed vocabulary has at least one repeated term. Please uniquify your dataset. The repeated terms are: {repeated}",
                                layer=self.name, argument="vocabulary", actual=repeated)
        for what, token in (("mask", self.mask_token), ("OOV", self.oov_token if self.invert else None)):
            if token is not None and token in tokens:
                raise ArgumentError(f"Found reserved {what} token at unexpected location in `vocabulary`. Either leave out all mask and OOV tokens, or put "
                                    f"them in front in precisely this order: {special}. {token!r} is at index {tokens.index(token)}.",
                                    layer=self.name, argument="vocabulary", actual=token)
        if self.max_tokens is not None and self._first_term + len(tokens) > self.max_tokens:
            raise ArgumentError(f"Attempted to set a vocabulary larger than the maximum vocab size: `max_tokens` is {self.max_tokens}, got "
                                f"{self._first_term + len(tokens)} terms.", layer=self.name, argument="vocabulary", actual=self._first_term + len(tokens))

    def _read(self, path):
        if objects.in_safe_mode():
            raise UnsafeFileError(f"A model asks for the vocabulary file {path!r}, which lies outside of its archive. If you trust where the model comes from, "
                                  "pass `safe_mode=False`.", path=path)
        if not os.path.exists(path):
            raise ArgumentError(f"Vocabulary file {path} does not exist.", layer=self.name, argument="vocabulary", actual=path)
        if self.output_mode == "tf_idf":
            raise ArgumentError("output_mode `'tf_idf'` does not support loading a vocabulary from file.", layer=self.name, argument="vocabulary", actual=path)
        with open(path, encoding="utf-8") as file:
            return self._parse(file.read())

    def _parse(self, text):
        lines = text.split("\n")
        while lines and lines[-1] == "":
            lines.pop()
        return self._as_terms(np.array(lines, dtype=object))

    def _set_weights(self, weights):
        if self.pad_to_max_tokens:
            weights = np.pad(weights, (0, self.max_tokens - len(weights)))
        object.__setattr__(self, "idf_weights", torch.from_numpy(weights.astype(settings.floatx())))

    def _freeze(self):
        size = self.vocabulary_size()
        fixed = self.output_mode != "int" and not self.pad_to_max_tokens        # then the size is that of the output
        if fixed and self._frozen_size not in (None, size):
            raise RuntimeError(f"When using `output_mode={self.output_mode}` and `pad_to_max_tokens=False`, the vocabulary size cannot be changed after "
                               f"the layer has one. Old vocab size is {self._frozen_size}, new vocab size is {size}.")
        self._frozen_size = size

    # ------------------------------------------------------------ from data

    def adapt(self, data, steps=None):
        """Makes the vocabulary of the terms in data: the most frequent first, of equally frequent ones the greater.

        Args:
            data: An array or list of terms, or an iterable of batches.
            steps: How many batches are read; all if `None`.
        """
        self.reset_state()
        if is_array(data) or isinstance(data, (list, tuple)):
            array = as_array(data)
            self.update_state(array[:, None] if array.ndim == 1 else array)
        else:
            for batch in batches_of(data, steps):
                self.update_state(batch)
        self.finalize_state()

    def update_state(self, data):
        """Counts the terms of a batch; each row is a document."""
        if self._has_input_vocabulary:
            raise ArgumentError(f"Cannot adapt layer {self.name!r} after setting a static vocabulary via `vocabulary` argument or `set_vocabulary()` method.",
                                layer=self.name, argument="data", actual=None)
        for document in data if isinstance(data, list) else np.atleast_2d(as_array(data)):
            terms = self._as_terms(np.asarray(document, dtype=object).ravel())
            self._counts.update(terms)
            self._documents.update(set(terms))
            self._document_count += 1

    def finalize_state(self):
        """Makes the vocabulary of what was counted."""
        if self._has_input_vocabulary or not self._counts:
            self._freeze()
            return
        for token in (self.mask_token, self.oov_token):
            self._counts.pop(token, None)
        terms = sorted(self._counts, key=lambda t: (self._counts[t], t), reverse=True)
        if self.max_tokens:
            terms = terms[:self.max_tokens - self._first_term]
        self._set_terms(terms)
        if self.output_mode == "tf_idf":
            weights = np.log(1 + self._document_count / (1 + np.array([self._documents[t] for t in terms])))
            self._set_weights(np.pad(weights, (self._first_term, 0), constant_values=weights.mean()))
        self.reset_state()
        self._freeze()

    def reset_state(self):
        """Forgets what was counted."""
        if not self._has_input_vocabulary:
            self._forget()

    def _forget(self):
        for name, value in (("_counts", Counter()), ("_documents", Counter()), ("_document_count", 0)):
            object.__setattr__(self, name, value)

    # ------------------------------------------------------------ calling

    def call(self, inputs):
        values = as_array(inputs)
        if self.invert:
            return self._terms_of(values)
        numbers = torch.from_numpy(self._numbers_of(values)).to(current_device())
        return self._encoded(numbers)

    def _encoded(self, numbers):
        if self.output_mode == "int":
            return numbers
        if self.output_mode != "tf_idf":
            return encode(numbers, self.output_mode, self._depth(), settings.floatx())
        if self.idf_weights is None:
            raise ArgumentError("When `output_mode` is `'tf_idf'`, `idf_weights` must be provided.", layer=self.name, argument="idf_weights", actual=None)
        return encode(numbers, "count", self._depth(), settings.floatx()) * self.idf_weights.to(numbers.device)

    def _depth(self):
        if self.pad_to_max_tokens:
            return self.max_tokens
        if self._frozen_size is None:
            raise RuntimeError(f"When using `output_mode={self.output_mode}` and `pad_to_max_tokens=False`, you must set the layer's vocabulary before "
                               "calling it. Either pass a `vocabulary` argument to the layer, or call `adapt` with some sample data.")
        return self._frozen_size

    def _numbers_of(self, values):
        """The number of each term of an array."""
        terms = self._as_terms(values.ravel())
        found = np.array([self._numbers.get(t, -1) for t in terms], dtype="int64")
        unknown = found == -1
        if self.mask_token is not None:
            masked = np.array([t == self.mask_token for t in terms], dtype=bool)
            found[masked] = 0 if self.output_mode == "int" else NOWHERE
            unknown &= ~masked
        if unknown.any():
            found[unknown] = self._out_of_vocabulary([t for t, u in zip(terms, unknown) if u])
        return found.reshape(values.shape)

    def _out_of_vocabulary(self, terms):
        if self.num_oov_indices == 0:
            raise ArgumentError(f"When `num_oov_indices=0` all inputs should be in vocabulary, found OOV values {sorted(set(terms))[:10]}, consider setting "
                                "`num_oov_indices=1`.", layer=self.name, argument="inputs", actual=terms[:10])
        if self.num_oov_indices == 1:
            return self._first_oov
        array = np.array(terms)
        if array.dtype.kind in "iu" and self.oov_method != "farmhash":
            return array % self.num_oov_indices + self._first_oov
        return hash_to_bins(array, self.num_oov_indices, self.salt) + self._first_oov

    def _terms_of(self, values):
        """The term of each number of an array."""
        terms = dict(enumerate(self.get_vocabulary()))
        found = np.array([terms.get(int(v), self.oov_token) for v in values.ravel()], dtype=object).reshape(values.shape)
        return found.astype(str) if self.vocabulary_dtype == "string" else torch.from_numpy(found.astype("int64")).to(current_device())

    # ------------------------------------------------------------ shapes and files

    def compute_output_shape(self, input_shape):
        if self.output_mode == "int":
            return tuple(input_shape)
        mode = "multi_hot" if self.output_mode == "tf_idf" else self.output_mode
        return encoded_shape(input_shape, mode, self.max_tokens if self.pad_to_max_tokens else self._frozen_size)

    def compute_output_spec(self, inputs):
        dtype = settings.floatx() if self.output_mode != "int" else self.vocabulary_dtype if self.invert else "int64"
        return KerasTensor(self.compute_output_shape(inputs.shape), dtype)

    def save_own_variables(self, store):
        if self.output_mode == "tf_idf" and self.idf_weights is not None:
            store["idf_weights"] = self.idf_weights.numpy()

    def load_own_variables(self, store):
        if self.output_mode == "tf_idf" and "idf_weights" in store.keys():
            object.__setattr__(self, "idf_weights", torch.from_numpy(np.asarray(store["idf_weights"], dtype=settings.floatx())))

    def save_assets(self, dir_path):
        """Writes the vocabulary into a folder, unless the config has it."""
        if self.input_vocabulary is None:
            with open(os.path.join(dir_path, "vocabulary.txt"), "w", encoding="utf-8") as file:
                file.write("\n".join(str(t) for t in self.get_vocabulary()))

    def load_assets(self, dir_path):
        """Reads what `save_assets()` wrote."""
        if self.input_vocabulary is not None:
            return
        with open(os.path.join(dir_path, "vocabulary.txt"), encoding="utf-8") as file:
            terms = self._parse(file.read())
        if terms:
            self.set_vocabulary(np.array(terms, dtype=object), None if self.output_mode != "tf_idf" else self.idf_weights.numpy()[:len(terms)])


def _listed(x):
    return None if x is None else as_array(x).tolist() if not isinstance(x, list) else x


class StringLookup(IndexLookup):
    """Numbers strings by a vocabulary, given or made by `adapt()`.

    Args:
        max_tokens: Greatest size of the vocabulary, special terms included; any if `None`.
        num_oov_indices: How many numbers strings out of vocabulary share, by their hash; 0 makes them an error.
        mask_token: The string that gets number 0; none if `None`.
        oov_token: What stands for strings out of vocabulary with `invert`.
        vocabulary: Strings, or the path of a text file.
        idf_weights: Weight of each string, for "tf_idf".
        invert: Whether numbers are turned into strings.
        output_mode: "int" for numbers from 0, "one_hot", "multi_hot", "count" or "tf_idf".
        pad_to_max_tokens: Whether vectors are `max_tokens` long even if the vocabulary is smaller.
        sparse: Kept for compatibility: must be False.
        encoding: How bytes are read.
        salt: Int, or two, that changes the hash of strings out of vocabulary.

    Example:
        >>> StringLookup(vocabulary=["a", "b", "c"])([["a", "c"], ["z", "b"]])       # [[1, 3], [0, 2]]
    """


    def __init__(self, max_tokens: Int = None, num_oov_indices: Int = 1, mask_token: Text = None, oov_token: Text = "[UNK]", vocabulary: Array = None,
                 idf_weights: Array = None, invert: Flag = False, output_mode: Text = "int", pad_to_max_tokens: Flag = False, sparse: Flag = False,
                 encoding: Text = "utf-8", name: Text = None, salt: Ints = None, **kwargs):
        object.__setattr__(self, "encoding", encoding)      # the vocabulary is read with it
        super().__init__(max_tokens=max_tokens, num_oov_indices=num_oov_indices, mask_token=mask_token, oov_token=oov_token, vocabulary=vocabulary,
                         idf_weights=idf_weights, invert=invert, output_mode=output_mode, pad_to_max_tokens=pad_to_max_tokens, sparse=sparse, name=name,
                         salt=salt, **kwargs)

    def _as_terms(self, values):
        return [t.decode(self.encoding) if isinstance(t, bytes) else str(t) for t in values.tolist()]


class IntegerLookup(IndexLookup):
    """Numbers ints by a vocabulary, given or made by `adapt()`.

    Args:
        max_tokens: Greatest size of the vocabulary, special terms included; any if `None`.
        num_oov_indices: How many numbers ints out of vocabulary share; 0 makes them an error.
        mask_token: The int that gets number 0; none if `None`.
        oov_token: What stands for ints out of vocabulary with `invert`.
        vocabulary: Ints, or the path of a text file.
        vocabulary_dtype: "int64".
        idf_weights: Weight of each int, for "tf_idf".
        invert: Whether numbers are turned back into ints of the vocabulary.
        output_mode: "int" for numbers from 0, "one_hot", "multi_hot", "count" or "tf_idf".
        sparse: Kept for compatibility: must be False.
        pad_to_max_tokens: Whether vectors are `max_tokens` long even if the vocabulary is smaller.
        oov_method: How ints out of vocabulary share numbers: "floormod", or "farmhash".
        salt: Int, or two, that changes the hash.

    Example:
        >>> IntegerLookup(vocabulary=[12, 36, 1138])([[12, 1138], [42, 36]])       # [[1, 3], [0, 2]]
    """

    vocabulary_dtype = "int64"

    def __init__(self, max_tokens: Int = None, num_oov_indices: Int = 1, mask_token: Int = None, oov_token: Int = -1, vocabulary: Array = None,
                 vocabulary_dtype: Text = "int64", idf_weights: Array = None, invert: Flag = False, output_mode: Text = "int", sparse: Flag = False,
                 pad_to_max_tokens: Flag = False, oov_method: Text = "floormod", salt: Ints = None, name: Text = None, **kwargs):
        if vocabulary_dtype != "int64":
            raise ArgumentError(f"`vocabulary_dtype` must be 'int64', {got(vocabulary_dtype)}.", argument="vocabulary_dtype", actual=vocabulary_dtype)
        super().__init__(max_tokens=max_tokens, num_oov_indices=num_oov_indices, mask_token=mask_token, oov_token=oov_token, vocabulary=vocabulary,
                         idf_weights=idf_weights, invert=invert, output_mode=output_mode, sparse=sparse, pad_to_max_tokens=pad_to_max_tokens,
                         oov_method=oov_method, salt=salt, name=name, **kwargs)

    def _as_terms(self, values):
        return [int(t) for t in values.tolist()]
