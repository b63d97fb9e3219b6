from pillow_stand_in import pillow as pillow
