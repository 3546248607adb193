"""Whether what training needs is installed."""

from fourcorners.errors import UsageError


def need_training() -> None:
    """Find out before anything is read. LightGBM's library needs one of the system's, too.

    Raises UsageError, which says what to install.
    """
    try:
        import fourcorners.training.model  # noqa: F401 - only whether it can be imported
    except ModuleNotFoundError as error:
        raise UsageError(f"{error.name} is not installed; install fourcorners[train]") from error
    except OSError as error:
        raise UsageError(f"a library of the system is missing ({error}); install it") from error
