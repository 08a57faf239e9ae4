"""The nouns of the house: frozen, standard library only; every other room speaks in them."""
