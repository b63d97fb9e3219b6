"""From text to numbers of terms."""
from __future__ import annotations

import re
import string

import numpy as np
import torch

from ...core import objects
from ...core.arguments import choice, is_int
from ...core.errors import ArgumentError, ShapeError, got
from ...core.types import Array, Flag, Int, Ints, Text
from ...graph.tensor import KerasTensor
from ...runtime import settings
from ...runtime.device import current_device
from ..layer import Layer
from .encoding import MODES
from .lookup import StringLookup
from .numeric import no_sparse
from .source import as_array, batches_of, is_array

# Keras: letters and blanks of ASCII only, as TensorFlow's string operations have it.
_LOWER = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
_WORD = re.compile(r"[^ \t\n\r\x0b\x0c]+")

STANDARDIZE = {
    "lower": lambda text: text.translate(_LOWER),
    "strip_punctuation": lambda text: text.translate(_NO_PUNCTUATION),
    "lower_and_strip_punctuation": lambda text: text.translate(_LOWER).translate(_NO_PUNCTUATION),
}
SPLIT = {"whitespace": _WORD.findall, "character": list}


class TextVectorization(Layer):
    """Standardizes texts, splits them into terms, and numbers or counts those by a vocabulary.

    Args:
        max_tokens: Greatest size of the vocabulary, special terms included; any if `None`.
        standardize: "lower_and_strip_punctuation", "lower", "strip_punctuation", a function of an array of strings, or `None`.
        split: "whitespace", "character", a function of an array of strings that gives the terms of each, or `None`.
        ngrams: Int n for runs of up to n terms, or a tuple of lengths; single terms if `None`.
        output_mode: "int" for the number of each term, "multi_hot", "count" or "tf_idf" for a vector of the vocabulary's length.
        output_sequence_length: Length to which the numbers of each text are cut or padded; that of the longest if `None`.
        pad_to_max_tokens: Whether vectors are `max_tokens` long even if the vocabulary is smaller.
        vocabulary: Terms, or the path of a text file.
        idf_weights: Weight of each term, for "tf_idf".
        sparse, ragged: Kept for compatibility: must be False.
        encoding: How bytes are read.

    Example:
        >>> layer = TextVectorization(output_sequence_length=4)
        >>> layer.adapt(["foo bar", "bar baz", "baz bada boom"])
        >>> layer([["foo qux bar"], ["qux baz"]])
    """

    _takes_any_input = True
    untold = ("vocabulary", "idf_weights")

    def __init__(self, max_tokens: Int = None, standardize: Text = "lower_and_strip_punctuation", split: Text = "whitespace", ngrams: Ints = None,
                 output_mode: Text = "int", output_sequence_length: Int = None, pad_to_max_tokens: Flag = False, vocabulary: Array = None,
                 idf_weights: Array = None, sparse: Flag = False, ragged: Flag = False, encoding: Text = "utf-8", name: Text = None, **kwargs):
        size, given = kwargs.pop("vocabulary_size", None), kwargs.pop("has_input_vocabulary", vocabulary is not None)
        super().__init__(name=name, **kwargs)
        self.sparse = no_sparse(sparse)
        if ragged:
            raise ArgumentError("`ragged=True` cannot be used with torch, which has no such tensors for layers; texts are padded.",
                                argument="ragged", actual=ragged)
        for argument, value, known in (("standardize", standardize, STANDARDIZE), ("split", split, SPLIT)):
            if value is not None and not callable(value):
                choice(argument, value, known)
        output_mode = {"binary": "multi_hot", "tf-idf": "tf_idf"}.get(output_mode, output_mode)        # Keras: names of old
        choice("output_mode", output_mode, (*MODES, "tf_idf"))
        if not (ngrams is None or is_int(ngrams) or isinstance(ngrams, (tuple, list)) and all(map(is_int, ngrams))):
            raise ArgumentError(f"`ngrams` must be None, an integer, or a tuple of integers, {got(ngrams)}.", argument="ngrams", actual=ngrams)
        if output_mode == "int" and not (output_sequence_length is None or is_int(output_sequence_length)):
            raise ArgumentError(f"`output_sequence_length` must be either None or an integer when `output_mode` is 'int', {got(output_sequence_length)}.",
                                argument="output_sequence_length", actual=output_sequence_length)
        if output_mode != "int" and output_sequence_length is not None:
            raise ArgumentError(f"`output_sequence_length` must not be set if `output_mode` is not 'int', {got(output_sequence_length)}.",
                                argument="output_sequence_length", actual=output_sequence_length)
        self.max_tokens, self.standardize, self.split, self.ragged, self.encoding = max_tokens, standardize, split, ragged, encoding
        self.ngrams = tuple(ngrams) if isinstance(ngrams, list) else ngrams
        self.output_mode, self.output_sequence_length, self.pad_to_max_tokens = output_mode, output_sequence_length, pad_to_max_tokens
        self._lookup_layer = StringLookup(max_tokens=max_tokens, vocabulary=vocabulary, idf_weights=idf_weights, pad_to_max_tokens=pad_to_max_tokens,
                                          mask_token="", output_mode=output_mode, encoding=encoding, has_input_vocabulary=given, vocabulary_size=size)
        self._build_at_init()

    @property
    def _has_input_vocabulary(self):
        return self._lookup_layer._has_input_vocabulary

    def get_config(self):
        lookup = self._lookup_layer
        functions = {name: value if value is None or isinstance(value, str) else objects.serialize_keras_object(value)
                     for name, value in (("standardize", self.standardize), ("split", self.split))}
        return {**super().get_config(), **functions, "vocabulary": lookup.input_vocabulary, "idf_weights": lookup.input_idf_weights,
                "vocabulary_size": self.vocabulary_size()}

    # ------------------------------------------------------------ the vocabulary

    def adapt(self, data, batch_size=None, steps=None):
        """Makes the vocabulary of the terms in texts, the most frequent first.

        Args:
            data: An array or list of strings, or an iterable of batches of them.
            batch_size: Kept for compatibility.
            steps: How many batches are read; all if `None`.
        """
        self.reset_state()
        for batch in [data] if is_array(data) or isinstance(data, (list, tuple)) else batches_of(data, steps):
            self.update_state(batch)
        self.finalize_state()

    def update_state(self, data):
        """Counts the terms of a batch of texts."""
        terms = self._preprocess(data)
        self._lookup_layer.update_state(list(terms) if isinstance(terms, list) else terms.reshape(len(terms), -1) if terms.ndim else terms)

    def finalize_state(self):
        """Makes the vocabulary of what was counted."""
        self._lookup_layer.finalize_state()

    def reset_state(self):
        """Forgets what was counted."""
        self._lookup_layer.reset_state()

    def get_vocabulary(self, include_special_tokens=True):
        """The terms, in the order of their numbers.

        Args:
            include_special_tokens: Whether the padding and the term for what is out of vocabulary are among them.
        """
        return self._lookup_layer.get_vocabulary(include_special_tokens)

    def vocabulary_size(self):
        """The number of terms, with the special ones."""
        return self._lookup_layer.vocabulary_size()

    def set_vocabulary(self, vocabulary, idf_weights=None):
        """Sets the terms; see `StringLookup`."""
        self._lookup_layer.set_vocabulary(vocabulary, idf_weights=idf_weights)

    # ------------------------------------------------------------ calling

    def _preprocess(self, inputs):
        """Terms: a list for each text where they are split, else an array of the shape of the inputs."""
        texts = as_array(inputs)
        texts = np.array([t.decode(self.encoding) if isinstance(t, bytes) else str(t) for t in texts.ravel().tolist()], dtype=str).reshape(texts.shape)
        if callable(self.standardize):
            texts = np.asarray(self.standardize(texts))
        elif self.standardize is not None:
            texts = np.array([STANDARDIZE[self.standardize](t) for t in texts.ravel().tolist()], dtype=str).reshape(texts.shape)
        if self.split is None:
            return texts if self.ngrams is None else self._in_runs([row.tolist() for row in np.atleast_2d(texts)])
        if texts.ndim > 1:
            if texts.shape[-1] != 1:
                raise ShapeError("When using `TextVectorization` to tokenize strings, the input rank must be 1 or the last shape dimension must be 1, "
                                 f"got shape {texts.shape}.", layer=self.name, argument="inputs", expected="(batch, 1)", actual=texts.shape)
            texts = texts[..., 0]
        if callable(self.split):
            return self._in_runs([[str(t) for t in row] for row in self.split(texts)])
        terms = self._in_runs([SPLIT[self.split](t) for t in texts.ravel().tolist()])
        return terms if texts.ndim else np.array(terms[0], dtype=object)

    def _in_runs(self, rows):
        if self.ngrams is None:
            return rows
        widths = range(1, self.ngrams + 1) if is_int(self.ngrams) else self.ngrams
        return [[" ".join(row[i:i + n]) for n in widths for i in range(len(row) - n + 1)] for row in rows]

    def call(self, inputs):
        terms, length = self._preprocess(inputs), self.output_sequence_length
        if isinstance(terms, list):
            width = max(map(len, terms), default=0) if length is None else length
            terms = [row[:width] + [""] * (width - len(row)) for row in terms]       # "" is the mask: padding, which no mode counts
            terms = np.array(terms, dtype=object).reshape(len(terms), width)
        elif length is not None:
            terms = terms[..., :length]
            terms = np.concatenate([terms, np.full((*terms.shape[:-1], length - terms.shape[-1]), "")], -1).astype(object)
        lookup = self._lookup_layer
        return lookup._encoded(torch.from_numpy(lookup._numbers_of(terms)).to(current_device()))

    def compute_output_shape(self, input_shape):
        if self.output_mode == "int":
            return (input_shape[0], self.output_sequence_length)
        if self.split is None:
            return self._lookup_layer.compute_output_shape(input_shape if len(input_shape) > 1 else (*input_shape, 1))
        return (input_shape[0], self._lookup_layer._depth())

    def compute_output_spec(self, inputs):
        return KerasTensor(self.compute_output_shape(inputs.shape), "int64" if self.output_mode == "int" else settings.floatx())

    # ------------------------------------------------------------ files

    def save_own_variables(self, store):
        self._lookup_layer.save_own_variables(store)

    def load_own_variables(self, store):
        self._lookup_layer.load_own_variables(store)

    def save_assets(self, dir_path):
        """Writes the vocabulary into a folder, unless the config has it."""
        self._lookup_layer.save_assets(dir_path)

    def load_assets(self, dir_path):
        """Reads what `save_assets()` wrote."""
        self._lookup_layer.load_assets(dir_path)
