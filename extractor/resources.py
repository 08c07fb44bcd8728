"""Where the rules, the models and the pages of the checks lie: in the checkout, or inside the installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """The folder `rules`, `models` or `docs`.

    A checkout keeps it beside the package, an installed wheel under `extractor/_data`.
    Raises FileNotFoundError when neither holds it.
    """
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"{name}: found neither in {_PACKAGE / '_data'} nor in {_PACKAGE.parent}")
