"""``python -m audioguide`` is the command ``audioguide``."""

from audioguide.cli import main

if __name__ == "__main__":
    main()
