"""The report: a table for the terminal, and a page with plots."""
import html
import math


def short(value):
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def beside(row, name):
    if row[name] is None:
        return "-"
    figure = f"{short(row[name])} {row['unit']}"
    if f"{name}_wall_us" not in row:
        return figure
    return f"{figure} (wall {short(row[name + '_wall_us'])} µs, cpu {short(row[name + '_cpu_us'])} µs)"


def table(rows):
    lines = []
    for row in rows:
        ratio = "-" if row["ratio"] is None else f"{short(row['ratio'])} x"
        lines.append(f"{row['id']}: {row['work']}")
        lines.append(f"    ours    {beside(row, 'ours')}")
        lines.append(f"    rival   {beside(row, 'rival')}  {row['rival_name']}")
        lines.append(f"    ratio   {ratio}  target {short(row['target'])} x: {'met' if row['met'] else 'MISSED'}")
        for key in ("reason", "note"):
            if row.get(key):
                lines.append(f"    {key:7} {row[key]}")
    return "\n".join(lines)


def plot(row):
    """The ratio of each pair, the median and the target, on a logarithmic axis."""
    marks = row["pairs"] + [row["target"]]
    low, high = math.log10(min(marks)) - 0.1, math.log10(max(marks)) + 0.1

    def x(value):
        return 20 + 560 * (math.log10(value) - low) / (high - low)

    parts = ['<svg width="600" height="60" role="img"><line x1="20" y1="30" x2="580" y2="30" stroke="#999"/>']
    for value in row["pairs"]:
        parts.append(f'<circle cx="{x(value):.1f}" cy="30" r="5" fill="#2b6cb0" fill-opacity="0.5"/>')
    for value, colour, name in ((row["target"], "#c53030", "target"), (row["ratio"], "#2b6cb0", "median")):
        parts.append(f'<line x1="{x(value):.1f}" y1="16" x2="{x(value):.1f}" y2="44" stroke="{colour}" stroke-width="2"/>')
        y = 12 if name == "target" else 57
        parts.append(f'<text x="{x(value):.1f}" y="{y}" font-size="11" text-anchor="middle" fill="{colour}">')
        parts.append(f"{name} {short(value)} ×</text>")
    return "".join(parts) + "</svg>"


def page(rows, machine):
    body = [f"<h1>nianbao: benchmarks</h1><p>{html.escape(machine)}</p>"]
    for row in rows:
        colour = "#276749" if row["met"] else "#c53030"
        body.append(f"<h2>{html.escape(row['id'])}: {html.escape(row['work'])}</h2><table>")
        for name, text in (
            ("ours", beside(row, "ours")),
            ("rival", f"{beside(row, 'rival')}: {row['rival_name']}"),
            ("ratio", f"{short(row['ratio'])} ×, target {short(row['target'])} ×"),
            ("reason", row["reason"]),
            ("note", row.get("note")),
        ):
            if text:
                body.append(f"<tr><th>{name}</th><td>{html.escape(text)}</td></tr>")
        body.append(f'</table><p style="color:{colour}">{"met" if row["met"] else "missed"}</p>')
        if row["ratio"] is not None:
            body.append(plot(row))
    style = "body{font-family:sans-serif;max-width:50rem;margin:2rem auto}th{text-align:left;padding-right:1rem}"
    return (
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>nianbao: benchmarks</title><style>{style}</style>'
        + "\n".join(body)
        + "</html>\n"
    )
