"""`trialcheck dating` prints one choice of dates, in words where there is no bound."""

import json

BOOK = """\
case: The stay
people: {ann: {}, ben: {}}
places: {inn: {}}
--- file: ann.yaml
speaker: ann
statements:
  - id: one
    claims:
      - was-at: {who: ann, where: inn, when: 1890-03-06/..}
      - was-at: {who: ben, where: inn, when: 1890-03-06/1890-03-07}
"""


def test_what_lasts_without_end_is_given_no_last_minute(call, folder, write_book):
    """No date beyond those that can be written is printed."""
    write_book(BOOK, folder / "stay")
    lines = call("dating", "stay").out.splitlines()
    endless = next(line for line in lines if "ann was at inn" in line)
    assert ", without end  ann/one#1" in endless
    ended = next(line for line in lines if "ben was at inn" in line)
    assert " to 7 March 1890, " in ended or " to 8 March 1890, " in ended


TIED = """\
case: The arrivals
people: {ann: {}, ben: {}, guest: {}, judge: {}}
groups: {league: {members: []}}
places: {port: {in: coast}, inn: {in: port}, coast: {}}
--- file: guest.yaml
speaker: guest
statements:
  - id: one
    claims:
      - {led: {who: ann, what: league, when: 193X/}, id: x}
  - id: two
    claims:
      - arrived: {who: [ann, ben], where: inn, when: 1931-21~/}
--- file: judge.yaml
speaker: judge
statements:
  - id: three
    claims:
      - arrived: {who: ben, where: port, when: {same-time-as: guest/one#x}, only: who}
"""


def test_what_has_no_date_of_its_own_moves_nothing_out_of_its_century(
    call, folder, write_book, project
):
    """A dating may be any that obeys all, but no reader looks for one in the year 3859."""
    write_book(TIED, folder / "arrivals")
    lines = call("dating", "arrivals", "--rules", str(project / "rules")).out.splitlines()[2:]
    dates = [line.split(",")[0].split()[-1] for line in lines if "#" in line]
    assert len(dates) == 3
    assert all(date.startswith("193") for date in dates)


LIVES = """\
case: The lives
people: {ann: {died: 1931-05-03}, ben: {born: 1890}}
places: {inn: {}}
--- file: ann.yaml
speaker: ann
statements:
  - id: one
    claims:
      - {was-at: {who: ann, where: inn, when: {before: y}}, id: x}
      - {was-at: {who: ben, where: inn, when: 1931-05-03T12:00}, id: y}
"""


def test_no_time_is_made_up_for_a_birth_that_nobody_dates(call, folder, write_book, project):
    """A birth on the day of the death, after what the dead did, would obey no law."""
    write_book(LIVES, folder / "lives")
    told = call("analyze", "lives", "--format", "json", "--rules", str(project / "rules")).out
    times = json.loads(told)["casebooks"][0]["dating"]["times"]
    known = ["end of life:ann", "start of life:ben"]
    assert [each for each in times if "life:" in each] == known


def test_what_nobody_dates_is_not_taken_for_dated(call, folder, write_book, project):
    """A reader must not take a time that only fits for one that somebody gave."""
    write_book(LIVES.replace("when: {before: y}", "for-at-least: 1 hour"), folder / "lives")
    lines = call("dating", "lives", "--rules", str(project / "rules")).out.splitlines()
    assert [line.endswith("(no date of its own: put where it fits)") for line in lines[2:]] == [
        "ann/one#x" in line for line in lines[2:]
    ]
    assert any("ann/one#x" in line for line in lines)
