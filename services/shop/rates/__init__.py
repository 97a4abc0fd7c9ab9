"""Gold rates: sources that quote them, what is not believed, and the rate a shop sells at."""
