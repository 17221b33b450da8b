"""How a page is set: the style sheet of Qt's text, in the colours of a theme and the size of the words."""

from __future__ import annotations

from collections.abc import Mapping

TEXT = 15  # pixels
COLUMN = 720  # pixels of a line's room at the usual size


def css(c: Mapping[str, str], scale: float, *, points: bool = False) -> str:
    """The style sheet of a page. `scale`: times the usual size. `points`: for paper, whose pixels are too small to count."""

    def px(usual: float) -> str:
        return f"{max(1, round(usual * scale))}px"

    def size(usual: float) -> str:
        return f"{usual * scale * 0.75:.1f}pt" if points else px(usual)

    body, small = size(TEXT), size(TEXT - 1.5)
    return f"""
body {{ color: {c["ink"]}; font-size: {body}; }}
a {{ color: {c["accent"]}; text-decoration: {"underline" if c["accent"] == c["ink"] else "none"}; }}
h1 {{ font-size: {size(28)}; font-weight: 600; margin-top: 0px; margin-bottom: {px(14)}; line-height: 120%; }}
h2 {{ font-size: {size(20)}; font-weight: 600; margin-top: {px(34)}; margin-bottom: {px(10)}; line-height: 125%; }}
h3 {{ font-size: {size(16.5)}; font-weight: 600; margin-top: {px(24)}; margin-bottom: {px(6)}; line-height: 130%; }}
h4 {{ font-size: {body}; font-weight: 600; margin-top: {px(18)}; margin-bottom: {px(4)}; }}
p {{ margin-top: 0px; margin-bottom: {px(12)}; line-height: 150%; }}
li {{ margin-bottom: {px(5)}; line-height: 150%; }}
ul, ol {{ margin-top: 0px; margin-bottom: {px(12)}; }}
li p {{ margin-bottom: {px(4)}; }}
dt {{ font-weight: 600; margin-top: {px(10)}; line-height: 150%; }}
dd {{ line-height: 150%; margin-bottom: {px(8)}; }}
dd p {{ margin-bottom: {px(4)}; }}
kbd {{ font-family: Inter; font-size: {size(TEXT - 2)}; font-weight: 600; color: {c["ink"]}; background-color: {c["head"]}; }}
code {{ font-size: {size(TEXT - 1.5)}; background-color: {c["head"]}; }}
p.picture {{ line-height: 100%; margin-top: {px(4)}; margin-bottom: {px(6)}; }}
p.caption {{ color: {c["muted"]}; font-size: {small}; margin-top: 0px; margin-bottom: {px(22)}; }}
table.note {{ margin-top: {px(6)}; margin-bottom: {px(16)}; }}
td.edge {{ background-color: {c["accent"]}; }}
td.note {{ background-color: {c["accent_soft"]}; padding: {px(10)} {px(14)} 0px {px(14)}; }}
table.pre {{ margin-top: {px(2)}; margin-bottom: {px(14)}; }}
td.pre {{ background-color: {c["head"]}; padding: {px(10)} {px(14)} {px(2)} {px(14)}; }}
pre {{ white-space: pre-wrap; font-size: {size(TEXT - 1.5)}; }}
table.list {{ margin-top: {px(4)}; margin-bottom: {px(18)}; border-collapse: collapse; }}
table.list td {{ padding: {px(7)} {px(14)} {px(7)} 0px; border-bottom: 1px solid {c["hairline"]}; font-size: {size(TEXT - 1)};
    line-height: 130%; }}
table.list th {{ padding: {px(7)} {px(14)} {px(7)} 0px; border-bottom: 1px solid {c["outline"]}; font-size: {size(TEXT - 2)};
    font-weight: 600; color: {c["muted"]}; text-align: left; }}
table.facts {{ margin-top: {px(2)}; margin-bottom: {px(14)}; }}
table.facts td {{ padding: {px(3)} {px(14)} {px(3)} 0px; font-size: {size(TEXT - 1)}; line-height: 135%; }}
table.facts strong {{ color: {c["muted"]}; font-weight: 400; }}
table.onward {{ margin-top: {px(36)}; }}
table.onward td {{ border-top: 1px solid {c["hairline"]}; padding-top: {px(14)}; padding-bottom: {px(20)}; }}
"""
