"""
Charts: one specification for the web, the PDF and the command line.

A method cannot import this package (it lies below); it *declares* a chart: a `samsyn.cycle.Chart` whose `spec` is
`{"samsyn": KIND, ...data}`, plain JSON values as listed here. `resolve` replaces the declaration by a full Vega-Lite
specification. `title`, `sentence` and `table` are the declarer's own words and stay as they are; a table without
columns is filled from the data. Keys marked * must be there. None (JSON null) is "no figure" and leaves a gap.

`trend` — counts over time with what was expected::

    periods*      [iso date]       first day of each period, rising
    values*       [number|None]    what came in
    expected      [number|None]    same length, or left out
    expected_name str              what that line is called, where it is not "väntat", e.g. a target or a comparison
    low, high     [number|None]    the expected range, same length, or left out; drawn as a band
    highlight     int|None         index of the period that is asked about
    deviations    [int]            indexes of periods outside the expected range, alarms controlled; drawn filled
    silent        [[iso, iso]]     half-open spans when expected reporters were silent; drawn hatched
    breaks        [{day, what}]    from this day figures cannot be compared with those before
    events        [{day, what}]    dated decisions or actions
    spans         [{start, end, what}]  half-open spans that are compared; shaded, with their name above
    unit          str              in words, e.g. "rapporter per vecka"
    period_kind   str              week | month | quarter | tertial | term | year | span

`small_multiples` — one small trend per area, all on the same scale, at most 24::

    periods*, unit, period_kind    as in `trend`
    panels*       [{label*, values*, low, high, expected, highlight, deviations, status}]

`years` — this year against earlier years::

    periods*      [int]            number of the period in the year (week 1–53, month 1–12, quarter 1–4)
    series*       [{year*, values*}]   oldest first; the last is this year and drawn strong
    unit, period_kind

`rhythm` — weekday × hour::

    values*       [[number] * 24] * 7   Monday first, hours 0–23; sums are added in the margins
    unit

`intervals` — dots with intervals, what was expected behind::

    rows*         [{label*, value*, low, high, expected, expected_low, expected_high, status, n}]
                  in the order to be drawn; status is a `samsyn.cycle.Status` value
    unit
    reference     number|None      a vertical line, e.g. 1 for ratios
    log           bool             logarithmic scale (ratios)
    sure          str              what a filled dot means, where it is not the expected that it differs from

`bars` — counts or rates by category::

    rows*         [{label*, value*, low, high}]
    unit

`levels_map` — areas filled by level, with symbol and name::

    areas*        GeoJSON FeatureCollection in metres (projected); each feature has properties.key
    levels*       {key: status}    grey | green | yellow | orange | red; missing is grey
    names         {key: name}

`cells_map` — squares that stand out, on the areas around them::

    areas*        as in `levels_map`
    cells*        [{x_m*, y_m*, size_m*, n*, place*}]   the middle and side of each square, what it holds, its place
    names         {key: name}      of areas
    labels        {place: name}    in which area each place lies, for the table

`bodies` — who reports to whom, with levels as rows and lines as arrows::

    levels*       [name]           from the top down
    bodies*       [{key*, name*, level*}]   level is an index into levels
    reports       [[key, key]]     from, to
"""

from samsyn.charts.declared import BUILDERS, build, draw, resolve
from samsyn.charts.render import inline_svg, png, svg

__all__ = ["BUILDERS", "build", "draw", "inline_svg", "png", "resolve", "svg"]
