"""Gettext catalogues: read, checked and written; what translators work on with Poedit or any other editor of them.

Reading and writing are our own: Babel drops headers that it does not know, writes the clock, and breaks a long previous
original (`#|`) in the middle of a word, so that other programs cannot read it.
"""
