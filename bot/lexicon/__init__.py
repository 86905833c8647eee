"""The lexicon: lemmas, terms and works, and the look-up that finds them under any spelling. Pure."""
