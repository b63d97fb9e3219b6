"""What GRU and LSTM share: when torch's kernel may be used."""
from __future__ import annotations

from ...activations import sigmoid, tanh
from ...core.arguments import choice
from ...core.errors import ArgumentError
from . import fused, sweep
from .builtin import BuiltIn


class Gated(BuiltIn, abstract=True):
    """A `BuiltIn` with `use_cudnn`: True insists on torch's kernel, False keeps to the loop, "auto" takes the kernel where it fits."""

    def __init__(self, *, use_cudnn, **arguments):
        super().__init__(**arguments)
        self.use_cudnn = choice("use_cudnn", use_cudnn, ("auto", True, False))

    def kernel_fits(self, sequences, training):
        cell = self.cell
        fits = self.use_cudnn is not False and fused.runs_on(sequences) and cell.activation is tanh and cell.recurrent_activation is sigmoid \
            and not (training and cell.recurrent_dropout) and (getattr(cell, "reset_after", True) or self._sweeps_without_torch(sequences))
        if self.use_cudnn is True and not fits:
            raise ArgumentError("`use_cudnn=True` asks for torch's kernel, which has tanh and sigmoid activations, no recurrent dropout"
                                f"{', `reset_after=True`' if hasattr(cell, 'reset_after') else ''} and float inputs. Pass `use_cudnn=\"auto\"`.",
                                layer=self.name, argument="use_cudnn", actual=True)
        return fits

    def _sweeps_without_torch(self, sequences) -> bool:
        """Whether a cell that torch has no kernel for runs over whole sequences all the same."""
        return self.use_cudnn == "auto" and sweep.fits(sequences, sequences, self.cell.kernel)
