"""What the tests of prompts share."""

import pytest

from callassist.prompts.firing import Prompter
from callassist.prompts.pack import default_pack


@pytest.fixture
def prompter():
    """What prompts by the default pack, at the start of a call."""
    return Prompter(default_pack())
