"""What builds and checks hornpipe; no part of the package."""
