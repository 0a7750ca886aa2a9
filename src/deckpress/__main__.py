"""`python -m deckpress` is `deckpress`."""

from deckpress.cli import main

if __name__ == "__main__":
    main()
