from tests.initiatives.conftest import frozen, here

__all__ = ["frozen", "here"]
