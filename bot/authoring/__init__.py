"""The authoring kit: making a dialogue, seeing what is wrong with it, and trying it."""
