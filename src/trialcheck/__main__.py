"""Runs the command line as `python -m trialcheck`."""

from trialcheck.cli import main

if __name__ == "__main__":
    main()
