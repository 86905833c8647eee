"""The authoring kit: making a dialogue, seeing what is wrong with it, and trying it. Works on files and in memory only."""
