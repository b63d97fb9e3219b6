"""hornpipe: the Keras interface on a torch core."""
