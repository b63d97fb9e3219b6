"""Models that survive R's `saveRDS()`: their state hangs on the R object as a raw vector that is computed when R writes it.

The vector is an ALTREP object of R's C interface, reached through ctypes, so no compiler is needed. R writes it as
a plain raw vector; nothing but R is needed to read it.
"""
from __future__ import annotations

import ctypes
import io
import json
import sys
import weakref
import zipfile

from ..core.errors import FileFormatError
from ..saving.api import pickle_model
from ..saving.archive import load_archive
from .code import made_in_r
from .functions import run_in_r
from .models import notes

NOTES, REASON = "r_notes.json", "reason.txt"

# -- the state as bytes --------------------------------------------------------------------------------------


def state_of(model, leave_objects=lambda found: None) -> bytes:
    """A model with its weights, what `compile()` was told, the optimizer's state and R's notes; or why that cannot be had.

    Args:
        leave_objects: R's function of `made_in_r()`, which leaves the classes and functions of R where R is going to write.
    """
    try:
        run_in_r(leave_objects, (made_in_r(model),), {})
        buffer = io.BytesIO(pickle_model(model))
        buffer.seek(0, io.SEEK_END)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(NOTES, json.dumps({"levels": notes(model).levels, "samples": notes(model).samples}))
    except Exception as error:                  # R is in the middle of writing: it must not hear of it now
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(REASON, str(error))
    return buffer.getvalue()


def model_of(state: bytes, custom_objects=None):
    """The model of a state."""
    with zipfile.ZipFile(io.BytesIO(state)) as archive:
        if REASON in archive.namelist():
            raise FileFormatError(f"The model was not saved with its R object: {archive.read(REASON).decode()}", path=None)
        model = load_archive(io.BytesIO(state), custom_objects, safe_mode=True)
        kept = json.loads(archive.read(NOTES))
        notes(model).levels, notes(model).samples = kept["levels"], kept.get("samples")
    return model


# -- the raw vector ------------------------------------------------------------------------------------------

_SEXP = ctypes.c_void_p


class _AltClass(ctypes.Structure):
    _fields_ = [("ptr", ctypes.c_void_p)]


_Length = ctypes.PYFUNCTYPE(ctypes.c_ssize_t, _SEXP)
_Pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, _SEXP, ctypes.c_int)
_PointerOrNull = ctypes.PYFUNCTYPE(ctypes.c_void_p, _SEXP)


class StateVectors:
    """Makes the raw vectors. R asks for the length, then for the bytes: they are computed at the first question.

    Args:
        leave_objects: See `state_of()`.
    """

    def __init__(self, leave_objects):
        self._leave_objects = leave_objects
        self._r = r = ctypes.PyDLL("R.dll" if sys.platform == "win32" else None)
        self._models, self._next = weakref.WeakValueDictionary(), 0
        self._held, self._read = (None, b""), True

        def function(name, result, *arguments):
            found = getattr(r, name)
            found.restype, found.argtypes = result, arguments
            return found

        self._new = function("R_new_altrep", _SEXP, _AltClass, _SEXP, _SEXP)
        self._scalar = function("Rf_ScalarInteger", _SEXP, ctypes.c_int)
        self._data1 = function("R_altrep_data1", _SEXP, _SEXP)
        self._data2 = function("R_altrep_data2", _SEXP, _SEXP)
        self._as_integer = function("Rf_asInteger", ctypes.c_int, _SEXP)
        self._define = function("Rf_defineVar", None, _SEXP, _SEXP, _SEXP)
        self._evaluate = function("Rf_eval", _SEXP, _SEXP, _SEXP)      # a variable of a package may be a promise still
        self._symbol = function("Rf_install", _SEXP, ctypes.c_char_p)
        self._protect = function("Rf_protect", _SEXP, _SEXP)
        self._unprotect = function("Rf_unprotect", None, ctypes.c_int)
        self._namespace = function("R_FindNamespace", _SEXP, _SEXP)
        self._string = function("Rf_mkString", _SEXP, ctypes.c_char_p)
        self._class = function("R_make_altraw_class", _AltClass, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_void_p)(b"model_state", b"hornpipe", None)
        self._methods = _Length(self._length), _Pointer(self._pointer), _PointerOrNull(lambda x: None)
        function("R_set_altrep_Length_method", None, _AltClass, _Length)(self._class, self._methods[0])
        function("R_set_altvec_Dataptr_method", None, _AltClass, _Pointer)(self._class, self._methods[1])
        function("R_set_altvec_Dataptr_or_null_method", None, _AltClass, _PointerOrNull)(self._class, self._methods[2])

    def leave_for(self, model) -> None:
        """Puts the vector of a model into `bridge_state$fresh` of the R package; it keeps what is in `bridge_state$place`."""
        self._next += 1
        self._models[self._next] = model
        bridge = self._bridge()
        number = self._protect(self._scalar(self._next))
        vector = self._protect(self._new(self._class, number, self._evaluate(self._symbol(b"place"), bridge)))
        self._define(self._symbol(b"fresh"), vector, bridge)
        self._unprotect(2)

    def _bridge(self):
        package = self._protect(self._string(b"hornpipe"))
        bridge = self._evaluate(self._symbol(b"bridge_state"), self._namespace(package))
        self._unprotect(1)
        return bridge

    def _length(self, vector) -> int:
        return len(self._bytes(vector, anew=self._read))

    def _pointer(self, vector, writable) -> int:
        data = self._bytes(vector, anew=False)
        self._read = True               # whoever asks for a length again starts anew
        return ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value

    def _bytes(self, vector, anew) -> bytes:
        number = self._as_integer(self._data1(vector))
        if anew or self._held[0] != number:
            model = self._models.get(number)
            self._define(self._symbol(b"place"), self._data2(vector), self._bridge())
            self._held, self._read = (number, state_of(model, self._leave_objects) if model is not None else b""), False
        return self._held[1]

    def release(self):
        """Forgets the bytes that R has written."""
        if self._read:
            self._held = (None, b"")


def state_vectors(leave_objects) -> StateVectors | None:
    """None where R's library cannot be reached."""
    try:
        return StateVectors(leave_objects)
    except (OSError, AttributeError, ValueError):
        return None
