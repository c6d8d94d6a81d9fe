from collections.abc import Iterator

import pytest

from bot.types import Reason
from tests.bot.slack.fake_desk import DEMAND, REFUSAL, abstained, answered
from tests.bot.slack.running import Office, office


@pytest.fixture(scope="module")
def building(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with office(tmp_path_factory.mktemp("office")) as running:
        yield running


@pytest.fixture
def room(building: Office) -> Office:
    """The bot in a fresh mock workspace, behind it a desk that knows some answers."""
    desk = building.fresh().desk
    desk.on("demand", answered(DEMAND)).on("reject", answered(REFUSAL))
    desk.on("tomorrow", abstained(Reason.NO_EVIDENCE)).on("Syldavia", abstained(Reason.UNKNOWN_ACTOR))
    return building
