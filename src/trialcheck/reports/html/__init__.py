"""The report as one page of HTML that is read on a screen and printed on paper."""
