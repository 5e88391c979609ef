"""What is true: the programme's concepts and the rules that judge them. Pure: no I/O, no clock, no words."""
