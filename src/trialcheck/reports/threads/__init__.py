"""The contacts that a case relies on, as a list, as a picture, and for other programs that draw."""
