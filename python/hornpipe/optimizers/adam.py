"""Adam and its near kin: averages of the gradient and of its square, freed of their bias towards 0."""
from __future__ import annotations

import torch

from ..core.types import Flag, Real
from ..runtime.device import device
from .foreach import average_squares_, scale_, spread
from .optimizer import Optimizer

ADAM_SLOTS = (("momentum", "velocity"),)


def fused_adam(params, grads, slots, hats, lr, t, beta_1, beta_2, epsilon, decay=0.0):
    """One step of Adam in one kernel, weight decay included. `hats` holds the greatest velocities of AMSGrad, or nothing.

    Keras: epsilon is added outside of the bias correction; dividing it by the correction makes torch's kernel give that.
    """
    step = torch.scalar_tensor(float(t), device=params[0].device)
    torch._fused_adamw_(params, grads, slots.momentum, slots.velocity, hats, [step] * len(params), lr=lr, beta1=beta_1, beta2=beta_2,
                        weight_decay=decay, eps=epsilon / (1 - beta_2**t) ** 0.5, amsgrad=bool(hats), maximize=False)


class Adam(Optimizer, slots=(*ADAM_SLOTS, "velocity_hat")):
    """Steps of the size of the learning rate, along the averaged gradient and against its spread.

    Args:
        beta_1: How much of the average of gradients stays from step to step.
        beta_2: The same for the average of their squares.
        epsilon: Keeps the division finite; in the paper's words it is epsilon hat.
        amsgrad: Whether the greatest average of squares so far divides, not the present one.

    Reference:
        Kingma and Ba, 2015, https://arxiv.org/abs/1412.6980; Reddi et al., 2018, https://openreview.net/forum?id=ryQu7f-RZ
    """

    def __init__(self, learning_rate: Real = 0.001, beta_1: Real = 0.9, beta_2: Real = 0.999, epsilon: Real = 1e-7, amsgrad: Flag = False, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.amsgrad = amsgrad

    def wants(self, slot, variable):
        return slot != "velocity_hat" or self.amsgrad

    def rule(self, t):
        if self.amsgrad:
            return None
        correction = (1 - self.beta_2**t) ** -0.5
        return {"kind": "adam", "rate": self._rate(t - 1) / (1 - self.beta_1**t), "beta_1": self.beta_1, "beta_2": self.beta_2,
                "epsilon": self.epsilon * correction, "correction": correction}

    def update(self, params, grads, slots, lr, t, decay=0.0):
        fused_adam(params, grads, slots, slots.velocity_hat, lr, t, self.beta_1, self.beta_2, self.epsilon, decay)


class AdamW(Adam):
    """Adam with weight decay that the step sizes do not touch.

    Reference:
        Loshchilov and Hutter, 2019, https://arxiv.org/abs/1711.05101
    """

    def __init__(self, learning_rate: Real = 0.001, weight_decay: Real = 0.004, beta_1: Real = 0.9, beta_2: Real = 0.999, epsilon: Real = 1e-7,
                 amsgrad: Flag = False, *args, **kwargs):
        super().__init__(learning_rate, beta_1, beta_2, epsilon, amsgrad, weight_decay, *args, **kwargs)
        if self.weight_decay is None:
            raise ValueError("`weight_decay` must be a number, got None.")


class Adamax(Optimizer, slots=(("momentum", "norm"),)):
    """Adam with the greatest gradient, slowly forgotten, in place of the average of squares.

    Args:
        beta_1: How much of the average of gradients stays from step to step.
        beta_2: How much of the greatest gradient stays from step to step.
        epsilon: Keeps the division finite.

    Reference:
        Kingma and Ba, 2015, https://arxiv.org/abs/1412.6980
    """

    def __init__(self, learning_rate: Real = 0.001, beta_1: Real = 0.9, beta_2: Real = 0.999, epsilon: Real = 1e-7, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def update(self, params, grads, slots, lr, t):
        torch._foreach_lerp_(slots.momentum, grads, 1 - self.beta_1)
        scale_(slots.norm, self.beta_2)
        torch._foreach_maximum_(slots.norm, torch._foreach_abs(grads))
        torch._foreach_addcdiv_(params, slots.momentum, torch._foreach_add(slots.norm, self.epsilon), -lr / (1 - self.beta_1**t))


class Nadam(Optimizer, slots=ADAM_SLOTS):
    """Adam with Nesterov's momentum.

    Args:
        beta_1: How much of the average of gradients stays from step to step, in the long run.
        beta_2: The same for the average of their squares.
        epsilon: Keeps the division finite.

    Reference:
        Dozat, 2016, https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ
    """

    def __init__(self, learning_rate: Real = 0.001, beta_1: Real = 0.9, beta_2: Real = 0.999, epsilon: Real = 1e-7, *args, **kwargs):
        super().__init__(learning_rate, *args, **kwargs)
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def build(self, variables):
        if not self.built:
            super().build(variables)
            # Keras: files hold the product of all momentum weights so far, under this name.
            with device("cpu"):
                self._u_product = self.add_variable((), torch.ones(()), name="variable")

    def _weight(self, t: int) -> float:
        """The momentum weight of step `t`: half of `beta_1` at the start, all of it later."""
        return self.beta_1 * (1 - 0.5 * 0.96**t)

    def begin_step(self, t):
        self._u_product.mul_(self._weight(t))

    def update(self, params, grads, slots, lr, t):
        u, u_next, product = self._weight(t), self._weight(t + 1), self._u_product.item()
        torch._foreach_lerp_(slots.momentum, grads, 1 - self.beta_1)
        average_squares_(slots.velocity, grads, self.beta_2)
        divisors = spread(slots.velocity, self.epsilon, 1 - self.beta_2**t)
        torch._foreach_addcdiv_(params, slots.momentum, divisors, -lr * u_next / (1 - product * u_next))
        torch._foreach_addcdiv_(params, grads, divisors, -lr * (1 - u) / (1 - product))
