"""Print scripts of spoken secrets.

python -m tools.spoken_secrets [--seed N] [--count N]
"""

from __future__ import annotations

import argparse

from tools.spoken_secrets import scripts


def main() -> None:
    """Print scripts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=208)
    options = parser.parse_args()
    for script in scripts(options.count, options.seed):
        print(f"# {script.kind}, {script.style}")
        print("\n".join(script.lines), end="\n\n")


if __name__ == "__main__":
    main()
