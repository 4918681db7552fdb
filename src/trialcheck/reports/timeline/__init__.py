"""The timeline in characters and as a picture: the same marks, to the same scale."""
