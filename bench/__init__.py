"""Benchmarks: how good the cards are, and how fast a build is. Run by hand: `python -m bench --help`.

Nothing here is imported by deckpress. The judge (bench/judge) has code of its own for everything it
measures, so that the generator is never marked by the functions by which it decides.
"""
