"""Composers: what each kind of document says. Pure functions from domain models and words to a Document.

What they print rests on the models they are given; who may have it, and that it was printed, is for casework to see to.
"""
