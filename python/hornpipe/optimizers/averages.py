"""Moving averages of the variables, kept beside them and put in their place at the end."""
from __future__ import annotations

import torch


class Averaged:
    """The part of an optimizer that keeps averages, for `use_ema=True`."""

    _model_variables_moving_average = None          # one per variable; None for those that are not averaged
    swapped = False                                 # whether the averages stand in the variables, and these in the averages

    def _average(self, done: int):
        averages, variables = self._averages()
        if not averages:
            return
        torch._foreach_lerp_(averages, variables, 1 - self.ema_momentum if done else 1.0)       # the first step starts the average
        if self.ema_overwrite_frequency and (done + 1) % self.ema_overwrite_frequency == 0:
            self._copy(averages, variables)

    def _averages(self, only=None):
        wanted = None if only is None else set(map(id, only))
        pairs = [(a, v) for a, v in zip(self._model_variables_moving_average, self._trainable_variables)
                 if a is not None and (wanted is None or id(v) in wanted)]
        return [a for a, _ in pairs], [v for _, v in pairs]

    def finalize_variable_values(self, var_list):
        """Puts the moving averages in place of the variables, at the end of training, where they do not stand there already."""
        if self.use_ema and self.built:
            averages, variables = self._averages(only=var_list)
            with torch.no_grad():
                if self.swapped:
                    self._copy(variables, averages)
                else:
                    self._copy(averages, variables)
            self.swapped = False

    def swap_averages(self):
        """Exchanges the variables and their moving averages; a second call takes that back."""
        averages, variables = self._averages()
        with torch.no_grad():
            kept = [v.clone() for v in variables]
            self._copy(averages, variables)
            self._copy(kept, averages)
        self.swapped = not self.swapped

    @staticmethod
    def _copy(source, target):
        if source:
            torch._foreach_copy_(target, source)
