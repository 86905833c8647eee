"""From replies to what a channel shows. User text is placed literally here and nowhere else."""
