"""Dutch as Nabij needs it: folding, stems, compound parts. Pure: text in, text out."""
