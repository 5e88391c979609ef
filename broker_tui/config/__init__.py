"""What the program reads of the machine: the data that ships with it and the user's settings."""
