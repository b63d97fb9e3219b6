import torch

from hornpipe import KerasTensor
from hornpipe.layers.calling import call, is_tensor, mask_of, set_mask, shapes_of, signature_of


def plain(self, inputs):
    """One input."""


def rich(self, query, value, key=None, query_mask=None, mask=None, *, training=False, **options):
    """Many."""


def test_facts_of_signatures():
    facts = signature_of(plain)
    assert (facts.names, facts.first, facts.required, facts.training, facts.open, facts.masks) == (["inputs"], "inputs", ["inputs"], False, False, [])
    facts = signature_of(rich)
    assert facts.required == ["query", "value"] and facts.positional[-1] == "mask" and facts.names[-1] == "training"
    assert facts.training and facts.default_training is False and facts.open and not facts.star
    assert signature_of(rich) is facts
    assert signature_of(lambda layer, x: x).names == ["x"] and signature_of(lambda *args: args).star


def test_which_mask_belongs_to_which_argument():
    facts = signature_of(rich)
    assert facts.masks == ["query_mask", "mask"]
    assert facts.mask_name("query") == "query_mask" and facts.mask_name("value") is None
    assert signature_of(lambda self, x, mask=None: x).mask_name("x") == "mask"


def test_arguments_by_name():
    assert signature_of(rich).name_arguments((1, 2), {"training": True}) == {"query": 1, "value": 2, "training": True}
    assert signature_of(lambda self, a, *more: a).name_arguments((1, 2, 3), {}) == {"a": 1, "argument_1": 2, "argument_2": 3}


def test_masks_travel_on_tensors():
    x = torch.ones(2)
    assert mask_of(x) is None
    set_mask(x, "m")
    assert mask_of(x) == "m" and mask_of(3) is None


def test_tensors_and_shapes():
    assert is_tensor(torch.ones(1)) and is_tensor(KerasTensor((2,))) and not is_tensor([1])
    assert shapes_of([torch.ones(2, 3), {"a": KerasTensor((None, 1))}, 4]) == [(2, 3), {"a": (None, 1)}, None]


def test_outside_of_calls():
    assert call.layer is None and call.training is None
