"""Boxes and their formats."""
import itertools

import numpy as np
import pytest
import torch

from hornpipe.layers.preprocessing.image import bounding_boxes as box
from hornpipe.utils import bounding_boxes as face

BOXES = torch.tensor([[10.0, 20.0, 30.0, 60.0], [0.0, 0.0, 5.0, 8.0]])
SAME = {"xyxy": [10, 20, 30, 60], "yxyx": [20, 10, 60, 30], "xywh": [10, 20, 20, 40], "center_xywh": [20, 40, 20, 40], "center_yxhw": [40, 20, 40, 20],
        "rel_xyxy": [0.1, 0.1, 0.3, 0.3], "rel_yxyx": [0.1, 0.1, 0.3, 0.3], "rel_xywh": [0.1, 0.1, 0.2, 0.2], "rel_center_xywh": [0.2, 0.2, 0.2, 0.2]}


@pytest.mark.parametrize("source,target", list(itertools.permutations(SAME, 2)))
def test_formats(source, target):
    found = box.convert_format(torch.tensor([SAME[source]], dtype=torch.float32), source, target, height=200, width=100)
    np.testing.assert_allclose(found, [SAME[target]], rtol=1e-5)


def test_a_dictionary_and_a_size_for_each_image():
    heights, widths = torch.tensor([[[100.0]], [[200.0]]]), torch.tensor([[[50.0]], [[100.0]]])
    found = box.convert_format({"boxes": BOXES.expand(2, 2, 4), "labels": 1}, "xyxy", "rel_xyxy", heights, widths)
    assert found["labels"] == 1 and found["boxes"][1, 0].tolist() == [pytest.approx(v) for v in (0.1, 0.1, 0.3, 0.3)]


def test_clip():
    boxes = {"boxes": torch.tensor([[-5.0, 10.0, 20.0, 90.0], [60.0, 0.0, 80.0, 10.0]]), "labels": torch.tensor([3, 4])}
    found = box.clip_to_image_size(boxes, height=50, width=50)
    assert found["boxes"].tolist() == [[0, 10, 20, 50], [50, 0, 50, 10]] and found["labels"].tolist() == [3, -1]
    assert box.clip_to_image_size({"boxes": torch.tensor([[-0.5, 0, 0.5, 2.0]])}, bounding_box_format="rel_xyxy")["boxes"].tolist() == [[0, 0, 0.5, 1]]


def test_crop_and_pad():
    assert box.crop(BOXES, 10, 5, 30, 20).tolist() == [[5, 10, 20, 30], [0, 0, 0, 0]]
    assert box.pad(BOXES, 10, 5).tolist() == [[15, 30, 35, 70], [5, 10, 10, 18]]


def test_a_turned_box_is_the_upright_one_around_it():
    found = box.affine_transform(torch.tensor([[[0.0, 0.0, 10.0, 4.0]]]), torch.tensor([90.0]), *[torch.zeros(1)] * 2, torch.ones(1), *[torch.zeros(1)] * 2,
                                 height=11, width=11)
    np.testing.assert_allclose(found, [[[0, 0, 4, 10]]], atol=1e-4)


def test_overlap():
    iou = box.compute_iou(torch.tensor([[0.0, 0.0, 2.0, 2.0]]), torch.tensor([[1.0, 1.0, 3.0, 3.0], [0.0, 0.0, 2.0, 2.0], [5.0, 5.0, 6.0, 6.0]]), "xyxy")
    np.testing.assert_allclose(iou, [[1 / 7, 1, 0]], atol=1e-6)
    masked = box.compute_iou(torch.tensor([[0.0, 0.0, 2.0, 2.0]]), -torch.ones(1, 4), "xyxy", use_masking=True, mask_val=-7)
    assert masked.tolist() == [[-7]]


def test_complete_overlap():
    a = torch.tensor([[0.0, 0.0, 2.0, 2.0]])
    assert box.compute_ciou(a, a, "xyxy").item() == pytest.approx(1, abs=1e-5)
    near, far = (box.compute_ciou(a, torch.tensor([[x, 0.0, x + 2, 2.0]]), "xyxy").item() for x in (3.0, 9.0))
    assert far < near < 0


def test_deltas_there_and_back():
    anchors = torch.tensor([[0.0, 0.0, 10.0, 20.0]])
    deltas = box.encode_box_to_deltas(anchors, torch.tensor([[5.0, 0.0, 15.0, 40.0]]), "xyxy", "xyxy", variance=[0.1, 0.1, 0.2, 0.2])
    np.testing.assert_allclose(deltas, [[5, 5, np.log(2) / 0.2, 0]], atol=1e-5)          # y, x, height, width
    back = box.decode_deltas_to_boxes({"a": anchors}, {"a": deltas}, "xyxy", "xyxy", variance=[0.1, 0.1, 0.2, 0.2])
    np.testing.assert_allclose(back["a"], [[5, 0, 15, 40]], atol=1e-4)


def test_ragged_lists_are_filled_up():
    found = box.dense({"boxes": [[[0, 0, 1, 1], [1, 1, 2, 2]], [[0, 0, 3, 3]]], "labels": [[1, 2], [3]]})
    assert found["boxes"][1].tolist() == [[0, 0, 3, 3], [0, 0, 0, 0]] and found["labels"].tolist() == [[1, 2], [3, -1]]


def test_messages():
    with pytest.raises(ValueError, match=r"`boxes` must be a tensor with the last dimension of 4, got shape \(2, 3\)"):
        box.convert_format(torch.zeros(2, 3), "xyxy", "xywh")
    with pytest.raises(ValueError, match="Invalid source or target format, got 'xyxy' and 'corners'"):
        box.convert_format(BOXES, "xyxy", "corners")
    with pytest.raises(ValueError, match="must receive `height` and `width` between relative and absolute formats, got None and None"):
        box.convert_format(BOXES, "xyxy", "rel_xyxy")
    with pytest.raises(ValueError, match="`height` and `width` must be set if `bounding_box_format='xyxy'`"):
        box.clip_to_image_size({"boxes": BOXES})
    with pytest.raises(NotImplementedError, match="`bounding_box_format` must be 'xyxy', got 'xywh'"):
        box.crop(BOXES, 0, 0, 1, 1, "xywh")
    with pytest.raises(ValueError, match=r"compute_iou\(\) expects boxes1 to be batched \(rank 3\) or unbatched \(rank 2\), got rank 1"):
        box.compute_iou(torch.zeros(4), BOXES, "xyxy")
    with pytest.raises(ValueError, match="the `image_shape` argument must be provided"):
        box.compute_iou(BOXES, BOXES, "rel_xyxy")
    with pytest.raises(ValueError, match="`variance` must be length 4"):
        box.encode_box_to_deltas(BOXES, BOXES, "xyxy", "xyxy", variance=[0.1])
    with pytest.raises(ValueError, match="`bounding_boxes` must be a dict with keys 'boxes' and 'labels'"):
        box.dense({"boxes": BOXES})
    with pytest.raises(ValueError, match=r"must be a list of the same length"):
        box.dense({"boxes": [[[0, 0, 1, 1]]], "labels": [[1], [2]]})


def test_face():
    assert face.convert_format is box.convert_format and face.compute_iou is box.compute_iou
