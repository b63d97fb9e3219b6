"""What a layer's main weight can become: low-rank additions (LoRA) and quantized forms."""
