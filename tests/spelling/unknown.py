"""What `make spelling` prints: each word that nobody knows, with its file and line."""

from __future__ import annotations

import sys

from tests.spelling.dictionary import known, there, unknown
from tests.spelling.texts import words


def main() -> int:
    """Print them.

    Returns:
        The exit status: 1 when there are any, or when there is no dictionary.
    """
    if not there():
        print("hunspell with its Dutch dictionary is not here: apt-get install hunspell hunspell-nl", file=sys.stderr)
        return 1
    found = unknown(words(), known())
    for word in found:
        print(f"{word.file}:{word.line} {word.text}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
