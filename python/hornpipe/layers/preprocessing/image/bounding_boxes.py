"""Boxes around things in images: their formats, and what happens to them when the image changes.

Formats: corners ("xyxy", "yxyx"), a corner and a size ("xywh"), a center and a size ("center_xywh", "center_yxhw"); "rel_..." counts in image sizes.
Boxes with labels come as a dictionary `{"boxes": (..., n, 4), "labels": (..., n)}`; a label of -1 stands for no box.
"""
from __future__ import annotations

import math

import torch

from ....core.errors import ArgumentError, ShapeError, got
from ....core.types import Real, Structure, Tensor, Text
from ....runtime import dtypes, settings
from ....runtime.convert import convert_to_tensor

FORMATS = ("xyxy", "yxyx", "xywh", "center_xywh", "center_yxhw", "rel_xyxy", "rel_yxyx", "rel_xywh", "rel_center_xywh")


def _to_corners(boxes, layout):
    a, b, c, d = boxes.unbind(-1)
    if layout == "xyxy":
        return boxes
    if layout == "yxyx":
        return torch.stack([b, a, d, c], -1)
    if layout == "xywh":
        return torch.stack([a, b, a + c, b + d], -1)
    if layout == "center_yxhw":
        a, b, c, d = b, a, d, c
    return torch.stack([a - c / 2, b - d / 2, a + c / 2, b + d / 2], -1)


def _from_corners(boxes, layout):
    x1, y1, x2, y2 = boxes.unbind(-1)
    if layout == "xyxy":
        return boxes
    if layout == "yxyx":
        return torch.stack([y1, x1, y2, x2], -1)
    w, h = x2 - x1, y2 - y1
    if layout == "xywh":
        return torch.stack([x1, y1, w, h], -1)
    x, y = x1 + w / 2, y1 + h / 2
    return torch.stack([y, x, h, w] if layout == "center_yxhw" else [x, y, w, h], -1)


def _sizes(width, height, like):
    """What x and y are relative to, in the order of corners; numbers, or tensors that broadcast against `(..., n, 1)`."""
    width, height = (torch.as_tensor(s, dtype=like.dtype, device=like.device) for s in (width, height))
    width, height = (s if s.ndim == 0 else s.squeeze(-1) for s in torch.broadcast_tensors(width, height))
    return torch.stack([width, height, width, height], -1)


def convert_format(boxes: Structure, source: Text, target: Text, height: Tensor = None, width: Tensor = None, dtype: Text = "float32"):
    """Boxes in another format.

    Args:
        boxes: `(..., 4)`, or a dictionary with them under "boxes".
        source, target: Names of formats.
        height, width: Size of the image; needed between relative and absolute formats.
        dtype: Dtype of the result.
    """
    if isinstance(boxes, dict):
        return {**boxes, "boxes": convert_format(boxes["boxes"], source, target, height, width, dtype)}
    boxes = convert_to_tensor(boxes)
    if boxes.shape[-1] != 4:
        raise ShapeError(f"`boxes` must be a tensor with the last dimension of 4, got shape {tuple(boxes.shape)}.",
                         argument="boxes", expected=4, actual=tuple(boxes.shape))
    source, target = source.lower(), target.lower()
    if source not in FORMATS or target not in FORMATS:
        raise ArgumentError(f"Invalid source or target format, got {source!r} and {target!r}. Known: {', '.join(map(repr, FORMATS))}.",
                            argument="source" if source not in FORMATS else "target", actual=source if source not in FORMATS else target)
    relative = source.startswith("rel_"), target.startswith("rel_")
    if any(relative) and (height is None or width is None):
        raise ArgumentError(f"convert_format() must receive `height` and `width` between relative and absolute formats, "
                            f"got {height} and {width} for {source!r} to {target!r}.",
                            argument="height", actual=height)
    boxes = boxes.to(dtypes.to_torch(dtype))
    if source == target:
        return boxes
    boxes = _to_corners(boxes, source.removeprefix("rel_"))
    if relative[0] != relative[1]:
        sizes = _sizes(width, height, boxes)
        boxes = boxes * sizes if relative[0] else boxes / sizes
    return _from_corners(boxes, target.removeprefix("rel_"))


def clip_to_image_size(bounding_boxes: Structure, height: Tensor = None, width: Tensor = None, bounding_box_format: Text = "xyxy"):
    """Cuts boxes off at the borders of the image; those of which nothing is left get the label -1.

    Args:
        bounding_boxes: Dictionary with "boxes" and, perhaps, "labels".
        height, width: Size of the image; needed for "xyxy".
        bounding_box_format: "xyxy" or "rel_xyxy".
    """
    if bounding_box_format not in ("xyxy", "rel_xyxy"):
        raise NotImplementedError(f"`bounding_box_format` must be 'xyxy' or 'rel_xyxy', {got(bounding_box_format)}.")
    if bounding_box_format == "xyxy" and (height is None or width is None):
        raise ArgumentError("`height` and `width` must be set if `bounding_box_format='xyxy'`.", argument="height", actual=height)
    boxes = convert_to_tensor(bounding_boxes["boxes"])
    limits = torch.ones(4, dtype=boxes.dtype, device=boxes.device) if bounding_box_format == "rel_xyxy" else _sizes(width, height, boxes)
    boxes = torch.minimum(boxes.clamp(min=0), limits)
    labels = bounding_boxes.get("labels")
    if labels is None:
        return {**bounding_boxes, "boxes": boxes}
    labels = convert_to_tensor(labels)
    alive = (boxes[..., 2:] - boxes[..., :2]).prod(-1) > 0
    return {**bounding_boxes, "boxes": boxes, "labels": torch.where(alive.reshape(labels.shape), labels, -1)}


def crop(boxes: Tensor, top: Real, left: Real, height: Real, width: Real, bounding_box_format: Text = "xyxy"):
    """Boxes in the part of an image that begins at (`left`, `top`), cut off at its borders."""
    _only_corners(bounding_box_format)
    boxes = convert_to_tensor(boxes)
    return torch.minimum((boxes - _sizes(left, top, boxes)).clamp(min=0), _sizes(width, height, boxes))


def pad(boxes: Tensor, top: Real, left: Real, height: Real = None, width: Real = None, bounding_box_format: Text = "xyxy"):
    """Boxes in an image to which `left` columns and `top` rows were added."""
    _only_corners(bounding_box_format)
    boxes = convert_to_tensor(boxes)
    return boxes + _sizes(left, top, boxes)


def _only_corners(bounding_box_format):
    if bounding_box_format != "xyxy":
        raise NotImplementedError(f"`bounding_box_format` must be 'xyxy', {got(bounding_box_format)}.")


def affine_transform(boxes: Tensor, angle: Tensor, translate_x: Tensor, translate_y: Tensor, scale: Tensor, shear_x: Tensor, shear_y: Tensor, height: Real,
                     width: Real, center_x: Real = None, center_y: Real = None, bounding_box_format: Text = "xyxy"):
    """The upright boxes around boxes of images that were rotated, sheared, scaled and moved.

    Args:
        boxes: `(batch, n, 4)`.
        angle, shear_x, shear_y: Degrees, one for each image.
        translate_x, translate_y: Fractions of the image's size.
        scale: Factors.
        height, width: Size of the images.
        center_x, center_y: What stays in place, as a fraction of the size; the middle if `None`.
        bounding_box_format: "xyxy".
    """
    _only_corners(bounding_box_format)
    angle, translate_x, translate_y, scale, shear_x, shear_y = (convert_to_tensor(t) for t in (angle, translate_x, translate_y, scale, shear_x, shear_y))
    cx, cy = (width - 1) * (0.5 if center_x is None else center_x), (height - 1) * (0.5 if center_y is None else center_y)
    turn, sx, sy = (-t * math.pi / 180 for t in (angle, shear_x, shear_y))
    x0, y0 = cx - translate_x * (width - 1), cy - translate_y * (height - 1)
    a, c = torch.cos(turn - sy) / torch.cos(sy), -torch.sin(turn - sy) / torch.cos(sy)
    b, d = a * torch.tan(sx) + torch.sin(turn), torch.cos(turn) - c * torch.tan(sx)
    a0, a1, b0, b1 = d * scale, -b * scale, -c * scale, a * scale
    rows = torch.stack([torch.stack([a0, a1, cx - a0 * x0 - a1 * y0], -1), torch.stack([b0, b1, cy - b0 * x0 - b1 * y0], -1)], 1)     # (batch, 2, 3)
    x1, y1, x2, y2 = convert_to_tensor(boxes).to(rows.dtype).unbind(-1)
    corners = torch.stack([torch.stack([x, y, torch.ones_like(x)], -1) for x, y in ((x1, y1), (x2, y1), (x2, y2), (x1, y2))], 2)     # (batch, n, 4, 3)
    moved = corners @ rows.mT.unsqueeze(1)
    return torch.cat([moved.amin(2), moved.amax(2)], -1)


# ---------------------------------------------------------------- anchors

def _anchor_arguments(variance, encoding, argument, image_shape):
    if encoding not in ("center_xywh", "center_yxhw"):
        raise ArgumentError(f"`{argument}` should be one of 'center_xywh' or 'center_yxhw', {got(encoding)}.", argument=argument, actual=encoding)
    if variance is not None:
        variance = convert_to_tensor(variance, "float32")
        if variance.shape[-1] != 4:
            raise ShapeError(f"`variance` must be length 4, got {tuple(variance.shape)}.", argument="variance", expected=4, actual=tuple(variance.shape))
    height, width = (None, None) if image_shape is None else image_shape[:2]
    return variance, height, width


def encode_box_to_deltas(anchors: Tensor, boxes: Tensor, anchor_format: Text, box_format: Text, encoding_format: Text = "center_yxhw",
                         variance: Tensor = None, image_shape: Structure = None):
    """How far boxes lie from anchors: centers in anchor sizes, sizes as logarithms.

    Args:
        anchors, boxes: `(..., 4)`.
        anchor_format, box_format: Their formats.
        encoding_format: "center_yxhw" or "center_xywh".
        variance: Four numbers that the result is divided by.
        image_shape: `(height, width, channels)`; needed for relative formats.
    """
    variance, height, width = _anchor_arguments(variance, encoding_format, "encoding_format", image_shape)
    anchors = convert_format(anchors, anchor_format, encoding_format, height, width)
    boxes = convert_format(boxes, box_format, encoding_format, height, width)
    size, box_size = (x[..., 2:].clamp(min=settings.epsilon()) for x in (anchors, boxes))
    deltas = torch.cat([(boxes[..., :2] - anchors[..., :2]) / size, torch.log(box_size / size)], -1)
    return deltas if variance is None else deltas / variance


def decode_deltas_to_boxes(anchors: Structure, boxes_delta: Structure, anchor_format: Text, box_format: Text, encoded_format: Text = "center_yxhw",
                           variance: Tensor = None, image_shape: Structure = None):
    """The inverse of `encode_box_to_deltas()`; dictionaries of levels give a dictionary."""
    if isinstance(anchors, dict) and isinstance(boxes_delta, dict):
        return {level: decode_deltas_to_boxes(a, boxes_delta[level], anchor_format, box_format, encoded_format, variance, image_shape)
                for level, a in anchors.items()}
    variance, height, width = _anchor_arguments(variance, encoded_format, "encoded_format", image_shape)
    anchors = convert_format(anchors, anchor_format, encoded_format, height, width)
    deltas = convert_to_tensor(boxes_delta)
    deltas = deltas if variance is None else deltas * variance
    boxes = torch.cat([deltas[..., :2] * anchors[..., 2:] + anchors[..., :2], torch.exp(deltas[..., 2:]) * anchors[..., 2:]], -1)
    return convert_format(boxes, encoded_format, box_format, height, width)


# ---------------------------------------------------------------- overlap

def compute_iou(boxes1: Tensor, boxes2: Tensor, bounding_box_format: Text, use_masking: bool = False, mask_val: Real = -1, image_shape: Structure = None):
    """Intersection over union of each pair of boxes.

    Args:
        boxes1: `(n, 4)` or `(batch, n, 4)`.
        boxes2: `(m, 4)` or `(batch, m, 4)`.
        bounding_box_format: Their format.
        use_masking: Whether pairs with a box of negative numbers get `mask_val`.
        mask_val: What they get.
        image_shape: `(height, width, channels)`; needed for relative formats.

    Returns:
        `(n, m)` or `(batch, n, m)`.
    """
    boxes1, boxes2 = convert_to_tensor(boxes1), convert_to_tensor(boxes2)
    for argument, boxes in (("boxes1", boxes1), ("boxes2", boxes2)):
        if boxes.ndim not in (2, 3):
            raise ShapeError(f"compute_iou() expects {argument} to be batched (rank 3) or unbatched (rank 2), got rank {boxes.ndim}.",
                             argument=argument, expected=(2, 3), actual=boxes.ndim)
    height, width = _image_size(bounding_box_format, image_shape)
    boxes1, boxes2 = (convert_format(b, bounding_box_format, "yxyx", height, width) for b in (boxes1, boxes2))
    a, b = boxes1.unsqueeze(-2), boxes2.unsqueeze(-3)
    overlap = (torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])).clamp(min=0).prod(-1)
    areas = [(x[..., 2:] - x[..., :2]).prod(-1) for x in (a, b)]
    iou = overlap / (areas[0] + areas[1] - overlap + settings.epsilon())
    if not use_masking:
        return iou
    return torch.where((a.amax(-1) < 0) | (b.amax(-1) < 0), mask_val, iou)


def compute_ciou(boxes1: Tensor, boxes2: Tensor, bounding_box_format: Text, image_shape: Structure = None):
    """Complete intersection over union of boxes, one by one: less for distant centers and other proportions.

    Args:
        boxes1, boxes2: `(..., 4)`.
        bounding_box_format: Their format.
        image_shape: `(height, width, channels)`; needed for relative formats.

    Reference:
        Zheng et al., "Distance-IoU loss", 2020.
    """
    eps = settings.epsilon()
    height, width = _image_size(bounding_box_format, image_shape)
    x1, y1, x2, y2 = convert_format(boxes1, bounding_box_format, "xyxy", height, width).unbind(-1)
    u1, v1, u2, v2 = convert_format(boxes2, bounding_box_format, "xyxy", height, width).unbind(-1)
    w1, h1, w2, h2 = x2 - x1, y2 - y1 + eps, u2 - u1, v2 - v1 + eps
    overlap = (torch.minimum(x2, u2) - torch.maximum(x1, u1)).clamp(min=0) * (torch.minimum(y2, v2) - torch.maximum(y1, v1)).clamp(min=0)
    iou = overlap / (w1 * h1 + w2 * h2 - overlap + 2 * eps)
    around = (torch.maximum(x2, u2) - torch.minimum(x1, u1)) ** 2 + (torch.maximum(y2, v2) - torch.minimum(y1, v1)) ** 2 + eps
    apart = ((x1 + x2 - u1 - u2) ** 2 + (y1 + y2 - v1 - v2) ** 2) / 4
    shape = 4 / math.pi**2 * (torch.atan(w2 / h2) - torch.atan(w1 / h1)) ** 2
    return iou - apart / around - shape * shape / (shape - iou + 1 + eps)


def _image_size(bounding_box_format, image_shape):
    if "rel" in bounding_box_format and image_shape is None:
        raise ArgumentError("When using relative bounding box formats (e.g. `rel_yxyx`) the `image_shape` argument must be provided.",
                            argument="image_shape", actual=None)
    return (None, None) if image_shape is None else image_shape[:2]


# ---------------------------------------------------------------- what users hand in

def dense(bounding_boxes) -> dict:
    """Checked boxes and labels as tensors; lists of unequal length are filled up with boxes of zeros, labelled -1."""
    if not isinstance(bounding_boxes, dict) or not {"boxes", "labels"} <= set(bounding_boxes):
        raise ArgumentError(f"`bounding_boxes` must be a dict with keys 'boxes' and 'labels', {got(bounding_boxes)}.",
                            argument="bounding_boxes", actual=bounding_boxes)
    boxes, labels = bounding_boxes["boxes"], bounding_boxes["labels"]
    if isinstance(boxes, list):
        if not isinstance(labels, list) or len(boxes) != len(labels):
            raise ArgumentError("If `bounding_boxes['boxes']` is a list, `bounding_boxes['labels']` must be a list of the same length.",
                                argument="bounding_boxes", actual=labels)
        if boxes and isinstance(boxes[0], list) and boxes[0] and isinstance(boxes[0][0], (list, tuple)):
            most = max(map(len, boxes))
            boxes = [[*map(list, b), *[[0, 0, 0, 0]] * (most - len(b))] for b in boxes]
            labels = [[*row, *[-1] * (most - len(row))] for row in labels]
    boxes, labels = convert_to_tensor(boxes, "float32"), convert_to_tensor(labels)
    if boxes.ndim not in (2, 3) or labels.ndim not in (boxes.ndim - 1, boxes.ndim):
        raise ShapeError("`bounding_boxes['boxes']` must have shape (n, 4) or (batch, n, 4), and the labels the same without the last axis, got "
                         f"{tuple(boxes.shape)} and {tuple(labels.shape)}.", argument="bounding_boxes", actual=tuple(boxes.shape))
    return {**bounding_boxes, "boxes": boxes, "labels": labels}
