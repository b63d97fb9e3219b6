"""Attention layers."""
from __future__ import annotations

from .dot import AdditiveAttention as AdditiveAttention
from .dot import Attention as Attention
from .grouped import GroupQueryAttention as GroupQueryAttention
from .multi_head import MultiHeadAttention as MultiHeadAttention
