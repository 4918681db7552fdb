"""Whether all that is asserted can be dated together: demands become a dating, or conflicts."""
