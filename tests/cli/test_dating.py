"""`trialcheck dating` prints one choice of dates, in words where there is no bound."""

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
