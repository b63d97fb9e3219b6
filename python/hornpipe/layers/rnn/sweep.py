"""GRU and simple recurrence on a CPU, forward and backward in time, in few calls of torch for each step.

torch's own kernels for these run a step as a dozen small operations, each noted by autograd. Here the inputs of all steps are
multiplied at once; a step is one product, done in place, and what its gates need. Going back, all that a step's gradient is
multiplied by is computed for all steps at once: two or three calls are left for each. The kernels' gradients are one product
each. Buffers run over `(steps, batch, ...)`, so that a step is one piece of memory.

The hyperbolic tangents are NumPy's, which on some processors take a fifth of the time of torch's (0.5 and 2.6 ns for a number).
"""
from __future__ import annotations

from functools import partial

import numpy as np
import torch
import torch.nn.functional as F
from torch.autograd import forward_ad

from ...ops.linear import linear

_back = torch.ops.aten
_is_batch = torch._C._functorch.is_legacy_batchedtensor         # of gradients: `is_grads_batched`
_PLAIN = torch.Tensor.__torch_dispatch__
NARROW = 16         # inputs below which the gradient of their kernel is computed the other way round


def fits(x, h, kernel) -> bool:
    """Whether the sweeps below may run over `x`: plain numbers on a CPU, and nobody writes down what is done to them."""
    return (x.device.type == "cpu" and x.dtype in (torch.float32, torch.float64) and x.dtype is h.dtype is kernel.dtype
            and type(x).__torch_dispatch__ is type(kernel).__torch_dispatch__ is _PLAIN and not torch._C._len_torch_dispatch_stack()
            and not torch.compiler.is_compiling() and not torch.jit.is_tracing())


def _transformed() -> bool:
    """Whether functional transforms or derivatives on the way forward look on, which see through plain operations only."""
    return torch._C._are_functorch_transforms_active() or forward_ad._current_level >= 0


def sweep(kind, x, h, kernel, recurrent, bias):
    """A kind of recurrence over axis 1 of `x`, from the state `h`: all outputs, and the last of them."""
    if _transformed():
        outputs = kind.formula(x, h, kernel, recurrent, bias)
        return outputs, outputs[:, -1]
    if torch.is_grad_enabled():
        return _Sweep.apply(kind, x, h, kernel, recurrent, bias)
    outputs, _ = kind.forward(x, h, kernel, recurrent, bias)
    return outputs, outputs[:, -1]


def with_pullback(kind, kernel, recurrent, bias):
    """A kind of recurrence as a function without autograd that knows its derivative; None where the sweeps do not fit.

    Returns:
        A function of `x` and the state `h`. It gives all outputs, and a function of the gradients of the outputs and of the last of them (either
        may be None) and of whether that of `x` is wanted; this one gives the gradients of `x` and of those weights that learn, else None.
    """
    if not fits(kernel, kernel, kernel):
        return None
    learns = [w is not None and w.requires_grad for w in (kernel, recurrent, bias)]

    def run(x, h):
        given = x, h, kernel, recurrent, bias
        outputs, kept = kind.forward(*given)

        def pullback(by_outputs, by_last, wanted):
            by_x, _, *own = kind.backward(given, outputs, kept, by_outputs, by_last, (wanted, False, *learns))
            return by_x, own

        return outputs, pullback

    return run


class _Sweep(torch.autograd.Function):
    """A kind of recurrence; the gradient of its gradient comes from the formula, by autograd."""

    @staticmethod
    def forward(ctx, kind, *given):
        outputs, kept = kind.forward(*given)
        ctx.kind = kind
        ctx.save_for_backward(*given, outputs, *kept)
        ctx.set_materialize_grads(False)
        return outputs, outputs[:, -1].clone()

    @staticmethod
    def backward(ctx, by_outputs, by_last):
        wanted = ctx.needs_input_grad[1:]
        if by_outputs is by_last is None:
            return (None,) * len(ctx.needs_input_grad)
        saved = ctx.saved_tensors
        given, outputs, kept = saved[:5], saved[5], saved[6:]
        if torch.is_grad_enabled() or _transformed() or any(by is not None and _is_batch(by) for by in (by_outputs, by_last)):
            return None, *_by_formula(ctx.kind, given, wanted, by_outputs, by_last)
        return None, *ctx.kind.backward(given, outputs, kept, by_outputs, by_last, wanted)


def _by_formula(kind, given, wanted, by_outputs, by_last):
    again = torch.is_grad_enabled()
    with torch.enable_grad():
        outputs = kind.formula(*given)
        ends, gradients = zip(*((end, by) for end, by in ((outputs, by_outputs), (outputs[:, -1], by_last)) if by is not None))
        found = iter(torch.autograd.grad(ends, [v for v, want in zip(given, wanted) if want], gradients, create_graph=again, allow_unused=True))
    return [next(found) if want else None for want in wanted]


class Simple:
    """`h' = activation(x kernel + h recurrent + bias)`.

    Args:
        activation: A function of tensors.
        in_place: The same on an array of NumPy's.
        slope: Its derivative, from its result.
    """

    def __init__(self, activation, in_place, slope):
        self.activation, self.in_place, self.slope = activation, in_place, slope

    def formula(self, x, h, kernel, recurrent, bias):
        """All outputs, for autograd."""
        outputs = []
        for step in F.linear(x, kernel.t(), bias).unbind(1):
            outputs.append(h := self.activation(step + h @ recurrent))
        return torch.stack(outputs, 1)

    def forward(self, x, h, kernel, recurrent, bias):
        """All outputs, and what else the way back needs."""
        outputs, states = _empty_outputs(x, h)
        states.copy_(linear(_rows(x), kernel.t(), bias).view(states.shape))
        for state, numbers in zip(states.unbind(0), states.numpy()):
            h = state.addmm_(h, recurrent)
            self.in_place(numbers, numbers)
        return outputs, ()

    def backward(self, given, outputs, kept, by_outputs, by_last, wanted):
        """Gradients of what `forward()` was given, as far as they are wanted."""
        x, h, kernel, recurrent, bias = given
        states, by_state, towards = outputs.transpose(0, 1), _at_the_end(by_outputs, by_last), recurrent.t()
        inner = self.slope(states)
        for step, by in zip(reversed(inner.unbind(0)), _earlier(by_outputs, outputs.shape[1])):
            step.mul_(by_state)
            if by is None:
                torch.mm(step, towards, out=by_state)
            else:
                torch.addmm(by, step, towards, out=by_state)
        by_recurrent = _by_recurrent(inner, states, h) if wanted[3] else None
        by_x, by_kernel = _by_input(inner, x, kernel, wanted)
        return by_x, by_state if wanted[1] else None, by_kernel, by_recurrent, inner.sum((0, 1)) if wanted[4] else None


SIMPLE = {"tanh": Simple(torch.tanh, np.tanh, lambda y: torch.addcmul(y.new_ones(()), y, y, value=-1)),
          "relu": Simple(torch.relu, partial(np.maximum, 0), torch.sign)}


class GatedUnit:
    """The gated recurrent unit that resets after the product; `bias` has a row for the input and one for the state."""

    def formula(self, x, h, kernel, recurrent, bias):
        """All outputs, for autograd."""
        outputs, (of_input, of_state), cut = [], (None, None) if bias is None else bias, 2 * h.shape[1]
        for step in F.linear(x, kernel.t(), of_input).unbind(1):
            inner = F.linear(h, recurrent.t(), of_state)
            update, reset = torch.sigmoid(step[:, :cut] + inner[:, :cut]).chunk(2, 1)
            new = torch.tanh(step[:, cut:] + reset * inner[:, cut:])
            outputs.append(h := update * h + (1 - update) * new)
        return torch.stack(outputs, 1)

    def forward(self, x, h, kernel, recurrent, bias):
        """All outputs, and what else the way back needs: the gates with the state's share of the new state, and the new states."""
        units, cut = h.shape[1], 2 * h.shape[1]
        if bias is not None:
            of_input, of_state = bias
            bias = torch.cat([(of_input + of_state)[:cut], of_input[cut:]])
        outputs, states = _empty_outputs(x, h)
        inner = linear(_rows(x), kernel.t(), bias).view(*states.shape[:2], 3 * units)
        update, reset, share = inner.split(units, -1)
        new = share.clone(memory_format=torch.contiguous_format)
        share.copy_(of_state[cut:]) if bias is not None else share.zero_()
        parts = (part.unbind(0) for part in (inner, inner[..., :cut], update, reset, share, new, states))
        for step, gates, z, r, s, n, state, numbers in zip(*parts, new.numpy()):
            step.addmm_(h, recurrent)
            gates.sigmoid_()
            n.addcmul_(r, s)
            np.tanh(numbers, numbers)
            h = torch.lerp(n, h, z, out=state)
        return outputs, (inner, new)

    def backward(self, given, outputs, kept, by_outputs, by_last, wanted):
        """Gradients of what `forward()` was given, as far as they are wanted."""
        x, h, kernel, recurrent, bias = given
        inner, new = kept
        units, states, towards = h.shape[1], outputs.transpose(0, 1), recurrent.t()
        update, reset, share = inner.split(units, -1)
        # What the gradient of a state is multiplied by to give those of the gates, of the state's share and of the new state, all before activation.
        factors = torch.empty_like(inner)
        by_update, by_reset, by_share = factors.split(units, -1)
        change = _before(h, states).sub_(new)
        _back.sigmoid_backward.grad_input(change, update, grad_input=by_update)
        by_new = _back.tanh_backward.grad_input(1 - update, new, grad_input=change)
        torch.mul(_back.sigmoid_backward(share, reset), by_new, out=by_reset)
        torch.mul(by_new, reset, out=by_share)
        by_states = new.new_empty(len(new) + 1, *h.shape)
        by_states[-1] = _at_the_end(by_outputs, by_last)
        later, *earlier = reversed(by_states.unbind(0))
        parts = factors.view(*new.shape[:2], 3, units)
        for before, step, part, z, by in zip(earlier, *(reversed(p.unbind(0)) for p in (factors, parts, update)), _earlier(by_outputs, len(new))):
            part.mul_(later.unsqueeze(1))
            if by is None:
                torch.mul(later, z, out=before)
            else:
                torch.addcmul(by, later, z, out=before)
            later = before.addmm_(step, towards)
        by_recurrent, by_bias = _by_recurrent(factors, states, h) if wanted[3] else None, None
        if wanted[4]:
            by_bias = torch.empty_like(bias)
            torch.sum(factors, (0, 1), out=by_bias[1])
        torch.mul(by_new, by_states[1:], out=by_share)
        if wanted[4]:
            torch.sum(factors, (0, 1), out=by_bias[0])
        by_x, by_kernel = _by_input(factors, x, kernel, wanted)
        return by_x, by_states[0] if wanted[1] else None, by_kernel, by_recurrent, by_bias


class GatedUnitResetFirst:
    """The gated recurrent unit that resets the state before its product; it takes two products for each step."""

    def formula(self, x, h, kernel, recurrent, bias):
        """All outputs, for autograd."""
        outputs, cut = [], 2 * h.shape[1]
        for step in F.linear(x, kernel.t(), bias).unbind(1):
            update, reset = torch.sigmoid(step[:, :cut] + h @ recurrent[:, :cut]).chunk(2, 1)
            new = torch.tanh(step[:, cut:] + (reset * h) @ recurrent[:, cut:])
            outputs.append(h := update * h + (1 - update) * new)
        return torch.stack(outputs, 1)

    def forward(self, x, h, kernel, recurrent, bias):
        """All outputs, and what else the way back needs: the gates with the new states, and the states after the reset."""
        units, cut = h.shape[1], 2 * h.shape[1]
        outputs, states = _empty_outputs(x, h)
        inner = linear(_rows(x), kernel.t(), bias).view(*states.shape[:2], 3 * units)
        (update, reset, new), kept = inner.split(units, -1), torch.empty_like(states)
        by_gates, by_new = recurrent.split([cut, units], 1)
        parts = (part.unbind(0) for part in (inner[..., :cut], update, reset, kept, new, states))
        for gates, z, r, k, n, state, numbers in zip(*parts, new.numpy()):
            gates.addmm_(h, by_gates).sigmoid_()
            n.addmm_(torch.mul(r, h, out=k), by_new)
            np.tanh(numbers, numbers)
            h = torch.lerp(n, h, z, out=state)
        return outputs, (inner, kept)

    def backward(self, given, outputs, kept, by_outputs, by_last, wanted):
        """Gradients of what `forward()` was given, as far as they are wanted."""
        x, h, kernel, recurrent, bias = given
        (inner, kept), units, states = kept, h.shape[1], outputs.transpose(0, 1)
        update, reset, new = inner.split(units, -1)
        factors, before = torch.empty_like(inner), _before(h, states)
        by_update, by_reset, by_new = factors.split(units, -1)
        _back.sigmoid_backward.grad_input(before, reset, grad_input=by_reset)
        _back.sigmoid_backward.grad_input(before.sub_(new), update, grad_input=by_update)
        _back.tanh_backward.grad_input(1 - update, new, grad_input=by_new)
        outer, towards_gates, towards_new = factors.view(*kept.shape[:2], 3, units)[:, :, ::2], *recurrent.t().split([2 * units, units])
        later, by_kept = _at_the_end(by_outputs, by_last), torch.empty_like(kept[0])
        parts = zip(*(reversed(p.unbind(0)) for p in (outer, factors[..., :2 * units], by_reset, by_new, update, reset)), _earlier(by_outputs, len(kept)))
        for part, gates, r_part, n_part, z, r, by in parts:
            part.mul_(later.unsqueeze(1))
            torch.mm(n_part, towards_new, out=by_kept)
            r_part.mul_(by_kept)
            later.mul_(z).addcmul_(by_kept, r).addmm_(gates, towards_gates)
            if by is not None:
                later.add_(by)
        by_recurrent = torch.cat([_by_recurrent(factors[..., :2 * units], states, h).t(), torch.mm(by_new.flatten(0, 1).t(), kept.flatten(0, 1))]).t() \
            if wanted[3] else None
        by_x, by_kernel = _by_input(factors, x, kernel, wanted)
        return by_x, later if wanted[1] else None, by_kernel, by_recurrent, factors.sum((0, 1)) if wanted[4] else None


GATED, RESET_FIRST = GatedUnit(), GatedUnitResetFirst()


def _rows(x):
    """`(batch, steps, size)` as `(steps * batch, size)`."""
    return x.transpose(0, 1).reshape(x.shape[0] * x.shape[1], x.shape[2])


def _empty_outputs(x, h):
    """Room for the outputs, `(batch, steps, units)`, and a view of it `(steps, batch, units)`, which is how its memory runs."""
    (batch, units), steps = h.shape, x.shape[1]
    outputs = x.new_empty_strided((batch, steps, units), (units, batch * units, 1))
    return outputs, outputs.transpose(0, 1)


def _before(h, states):
    """The state before each step, in memory of its own."""
    return torch.cat([h.unsqueeze(0), states[:-1]])


def _at_the_end(by_outputs, by_last):
    """The gradient of the last state, in memory of its own."""
    if by_outputs is None:
        return by_last.clone(memory_format=torch.contiguous_format)
    return by_outputs[:, -1].clone(memory_format=torch.contiguous_format) if by_last is None else by_outputs[:, -1] + by_last


def _earlier(by_outputs, steps):
    """What the outputs before each step add to the gradients of their states, the last step first."""
    return [None] * steps if by_outputs is None else [*reversed(by_outputs[:, :-1].unbind(1)), None]


def _by_recurrent(inner, states, h):
    """The gradient of the recurrent kernel from those of its products, in the memory order of kernels."""
    turned = torch.mm(inner[1:].flatten(0, 1).t(), states[:-1].flatten(0, 1))
    return turned.addmm_(inner[0].t(), h).t()


def _by_input(inner, x, kernel, wanted):
    """The gradients of the inputs and of their kernel from those of their products."""
    inner = inner.flatten(0, 1)
    by_x = linear(inner, kernel).view(x.shape[1], *x.shape[::2]).transpose(0, 1) if wanted[0] else None
    if not wanted[2]:
        return by_x, None
    rows = _rows(x)
    return by_x, torch.mm(inner.t(), rows).t() if rows.shape[1] >= NARROW else torch.mm(rows.t(), inner).t().contiguous().t()
