"""`ops.image`: colours, sizes, geometry and filters of images."""
from .color import hsv_to_rgb, rgb_to_grayscale, rgb_to_hsv
from .filter import extract_patches, extract_patches_3d, gaussian_blur, sobel_edges, ssim
from .resize import crop_images, pad_images, resize, scale_and_translate
from .warp import affine_transform, elastic_transform, map_coordinates, perspective_transform
