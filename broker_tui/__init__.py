"""Sagsværktøj til jobformidlere i Flere skal med, in the terminal and without a network."""

__version__ = "0.1.0"
