"""The official source on loopback: a folder of papers served as the catalogue and the repository serve them."""
